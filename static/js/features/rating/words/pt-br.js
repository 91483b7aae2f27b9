// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "rating.1": "muito ruim",
  "rating.2": "ruim",
  "rating.3": "mais ou menos",
  "rating.4": "bom",
  "rating.5": "muito bom",
  "rating.by.you": "Você avaliou esta conversa: {words}",
  "rating.by.other": "{name} avaliou esta conversa: {words}",
  "rating.quoted": "{said} – “{body}”",
});
