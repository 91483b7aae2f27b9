// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "status.resolved.you": "סימנת את השיחה כפתורה",
  "status.resolved.other": "השיחה סומנה כפתורה על ידי {name}",
  "status.reopened.you": "פתחת מחדש את השיחה",
  "status.reopened.other": "השיחה נפתחה מחדש על ידי {name}",
});
