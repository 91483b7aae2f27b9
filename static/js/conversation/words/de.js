import { learn } from "../../words/t.js";

learn("de", {
  "conversation.new": { one: "{n} neue Nachricht", other: "{n} neue Nachrichten" },
  "conversation.note-by": "{name} · interne Notiz",
  "conversation.mark.waiting": "Wartet darauf, gesendet zu werden",
  "conversation.mark.stored": "Gesendet",
  "conversation.mark.delivered": "Zugestellt",
  "conversation.mark.read": "Gelesen",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, interne Notiz: {body}",
});
