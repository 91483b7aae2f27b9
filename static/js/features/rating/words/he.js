// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "rating.1": "רע מאוד",
  "rating.2": "רע",
  "rating.3": "ככה ככה",
  "rating.4": "טוב",
  "rating.5": "טוב מאוד",
  "rating.by.you": "דירגת את השיחה: {words}",
  "rating.by.other": "דירוג השיחה מאת {name}: {words}",
  "rating.quoted": "{said} – „{body}”",
});
