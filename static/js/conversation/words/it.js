// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("it", {
  "conversation.new": { one: "{n} nuovo messaggio", many: "{n} nuovi messaggi", other: "{n} nuovi messaggi" },
  "conversation.newest": "Vai ai messaggi più recenti",
  "conversation.note-by": "{name} · nota interna",
  "conversation.mark.waiting": "In attesa di invio",
  "conversation.mark.stored": "Inviato",
  "conversation.mark.delivered": "Consegnato",
  "conversation.mark.read": "Letto",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, nota interna: {body}",
  "conversation.you": "Lei",
  "conversation.yours": "La Sua conversazione",
  "conversation.over": {
    one: "{n} carattere di troppo.",
    many: "{n} caratteri di troppo.",
    other: "{n} caratteri di troppo.",
  },
  "conversation.too-long": "Troppo lungo: al massimo {n} caratteri.",
  "conversation.not-kept": "Non è stato possibile conservarlo. La preghiamo di riprovare.",
  "conversation.gone": "Questa conversazione non esiste più",
  "conversation.gone.why": "È stata eliminata. Può iniziarne una nuova in qualsiasi momento.",
  "conversation.expired": "Link scaduto",
  "conversation.erased": "Cancellato",
});
