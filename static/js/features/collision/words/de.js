import { learn } from "../../../words/t.js";

learn("de", {
  "collision.looks": "{name} sieht sich das an",
  "collision.unstable": "{name} war eben noch hier",
  "collision.message": "{name} schreibt eine Antwort",
  "collision.note": "{name} schreibt eine Notiz",
  "collision.somebody": "Jemand",
  "collision.question": "{name} hat inzwischen geantwortet. Trotzdem senden?",
  "collision.read-by": "Gelesen von {names}",
  "collision.anyway": "Trotzdem senden",
});
