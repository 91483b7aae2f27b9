// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "files.remove": "Rimuovi {name}",
  "files.going": "Invio di {name} in corso",
  "files.cancel": "Annulla",
  "files.view": "Mostra {name}",
  "files.not-loaded": "Impossibile caricare. Riprova.",
  "files.download": "Scarica {name}",
  "files.checking": "Verifica in corso…",
  "files.too-many": {
    one: "Al massimo {n} file per messaggio.",
    many: "Al massimo {n} file per messaggio.",
    other: "Al massimo {n} file per messaggio.",
  },
  "files.too-large": "{name} è troppo grande: al massimo {size}.",
  "files.empty": "{name} è vuoto.",
  "files.refused.infected": "Rimosso: non è sicuro",
  "files.refused.unreadable": "Impossibile leggere questa immagine",
  "files.refused.too_many_pixels": "Questa immagine è troppo grande per essere mostrata",
  "files.refused.gone": "Non più disponibile",
  "files.failed.too_large": "Un file è troppo grande.",
  "files.failed.ticket_full": "Questa conversazione non accetta altri file.",
  "files.failed.too_many_files": "Troppi file in un messaggio.",
  "files.viewer": "Immagine",
  "files.viewer.before": "La precedente",
  "files.viewer.after": "La successiva",
  "files.viewer.zoom": "Dimensioni reali",
  "files.viewer.close": "Chiudi",
  "files.viewer.download": "Scarica",
});
