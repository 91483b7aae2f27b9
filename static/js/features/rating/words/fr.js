// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "rating.1": "très mauvais",
  "rating.2": "mauvais",
  "rating.3": "moyen",
  "rating.4": "bien",
  "rating.5": "très bien",
  "rating.by.you": "Vous avez évalué cette conversation : {words}",
  "rating.by.other": "{name} a évalué cette conversation : {words}",
  "rating.quoted": "{said} – « {body} »",
});
