// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "rating.thanks": "תודה. עדיין אפשר לשנות.",
  "rating.refused": "כבר לא ניתן לדרג.",
});
