import { learn } from "../../words/t.js";

learn("de", {
  "conversation.new": { one: "{n} neue Nachricht", other: "{n} neue Nachrichten" },
  "conversation.newest": "Zu den neuesten Nachrichten",
  "conversation.note-by": "{name} · interne Notiz",
  "conversation.mark.waiting": "Wartet darauf, gesendet zu werden",
  "conversation.mark.stored": "Gesendet",
  "conversation.mark.delivered": "Zugestellt",
  "conversation.mark.read": "Gelesen",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, interne Notiz: {body}",
  "conversation.you": "Sie",
  "conversation.yours": "Ihr Gespräch",
  "conversation.over": { one: "Um {n} Zeichen zu lang.", other: "Um {n} Zeichen zu lang." },
  "conversation.too-long": "Zu lang: höchstens {n} Zeichen.",
  "conversation.not-kept": "Es ließ sich nicht aufheben. Bitte versuchen Sie es noch einmal.",
  "conversation.gone": "Dieses Gespräch gibt es nicht mehr",
  "conversation.gone.why": "Es wurde gelöscht. Sie können jederzeit ein neues beginnen.",
  "conversation.expired": "Link abgelaufen",
  "conversation.erased": "Gelöscht",
});
