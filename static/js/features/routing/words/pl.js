// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pl", {
  "routing.vanished": "Połączenie z {name} zostało przerwane; rozmowę przejmuje ktoś inny",
});
