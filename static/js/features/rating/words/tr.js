// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "rating.by.you": "Bu görüşmeyi değerlendirdiniz: {words}",
  "rating.by.other": "{name} bu görüşmeyi değerlendirdi: {words}",
});
