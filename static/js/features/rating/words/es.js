// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "rating.1": "muy mal",
  "rating.2": "mal",
  "rating.3": "regular",
  "rating.4": "bien",
  "rating.5": "muy bien",
  "rating.by.you": "Ha valorado esta conversación: {words}",
  "rating.by.other": "{name} ha valorado esta conversación: {words}",
  "rating.quoted": "{said} – «{body}»",
});
