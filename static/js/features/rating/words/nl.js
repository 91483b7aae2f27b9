// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "rating.1": "heel slecht",
  "rating.2": "slecht",
  "rating.3": "matig",
  "rating.4": "goed",
  "rating.5": "heel goed",
  "rating.by.you": "U hebt dit gesprek beoordeeld: {words}",
  "rating.by.other": "{name} heeft dit gesprek beoordeeld: {words}",
  "rating.quoted": "{said} – “{body}”",
});
