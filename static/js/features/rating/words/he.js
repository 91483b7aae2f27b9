// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "rating.by.you": "דירגת את השיחה: {words}",
  "rating.by.other": "דירוג השיחה מאת {name}: {words}",
});
