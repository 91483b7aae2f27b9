// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "rating.by.you": "قيّمتَ هذه المحادثة: {words}",
  "rating.by.other": "تقييم هذه المحادثة من {name}: {words}",
});
