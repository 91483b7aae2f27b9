// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "privacy.erased": "O que foi escrito antes foi apagado.",
  "privacy.erased_part": "Parte do que foi escrito antes disto foi apagada.",
});
