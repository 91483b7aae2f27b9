import { learn } from "../../words/t.js";

learn("de", {
  "people.no-link": "Der Link ist im Augenblick nicht zu haben. Bitte versuchen Sie es noch einmal.",
  "people.link-copied": "Kopiert. Wer diesen Link hat, kann hier lesen und schreiben.",
});
