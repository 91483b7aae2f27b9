// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("nl", {
  "conversation.new": { one: "{n} nieuw bericht", other: "{n} nieuwe berichten" },
  "conversation.newest": "Naar de nieuwste berichten",
  "conversation.note-by": "{name} · interne notitie",
  "conversation.mark.waiting": "Wacht op verzending",
  "conversation.mark.stored": "Verzonden",
  "conversation.mark.delivered": "Bezorgd",
  "conversation.mark.read": "Gelezen",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, interne notitie: {body}",
  "conversation.you": "U",
  "conversation.yours": "Uw gesprek",
  "conversation.over": { one: "{n} teken te lang.", other: "{n} tekens te lang." },
  "conversation.too-long": "Te lang: hoogstens {n} tekens.",
  "conversation.not-kept": "Kon niet worden bewaard. Probeer het opnieuw.",
  "conversation.gone": "Dit gesprek bestaat niet meer",
  "conversation.gone.why": "Het is verwijderd. U kunt altijd een nieuw gesprek beginnen.",
  "conversation.expired": "Link verlopen",
  "conversation.erased": "Gewist",
});
