// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "rating.by.you": "Ha valutato questa conversazione: {words}",
  "rating.by.other": "{name} ha valutato questa conversazione: {words}",
});
