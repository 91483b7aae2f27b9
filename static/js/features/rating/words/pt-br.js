// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "rating.by.you": "Você avaliou esta conversa: {words}",
  "rating.by.other": "{name} avaliou esta conversa: {words}",
});
