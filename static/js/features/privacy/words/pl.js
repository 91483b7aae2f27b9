// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "privacy.erased": "To, co napisano wcześniej, zostało usunięte.",
  "privacy.erased_part": "Część tego, co napisano wcześniej, została usunięta.",
  "privacy.asked.export": "Poproszono o kopię danych osobowych.",
  "privacy.asked.erase": "Poproszono o usunięcie danych osobowych.",
  "privacy.ready": "Kopia danych osobowych jest gotowa: można ją tutaj pobrać przez siedem dni.",
  "privacy.granted": "Prośba została przyjęta: wszystko, co tu napisano, jest usuwane.",
  "privacy.refused": "Prośba dotycząca danych osobowych została odrzucona: {reason}",
});
