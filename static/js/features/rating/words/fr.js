// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "rating.by.you": "Vous avez évalué cette conversation : {words}",
  "rating.by.other": "{name} a évalué cette conversation : {words}",
});
