// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "rating.by.you": "Ha valorado esta conversación: {words}",
  "rating.by.other": "{name} ha valorado esta conversación: {words}",
});
