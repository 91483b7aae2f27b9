// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "rating.by.you": "U hebt dit gesprek beoordeeld: {words}",
  "rating.by.other": "{name} heeft dit gesprek beoordeeld: {words}",
});
