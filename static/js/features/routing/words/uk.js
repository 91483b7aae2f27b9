// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "routing.vanished": "Зв’язок перервався: {name}; розмову продовжить інший співробітник",
});
