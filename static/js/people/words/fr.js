// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("fr", {
  "people.no-link": "Le lien n’est pas disponible pour le moment. Veuillez réessayer.",
  "people.link-copied": "Copié. Toute personne qui a ce lien peut lire et écrire ici.",
});
