// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "rating.1": "çok kötü",
  "rating.2": "kötü",
  "rating.3": "orta",
  "rating.4": "iyi",
  "rating.5": "çok iyi",
  "rating.by.you": "Bu görüşmeyi değerlendirdiniz: {words}",
  "rating.by.other": "{name} bu görüşmeyi değerlendirdi: {words}",
  "rating.quoted": "{said} – “{body}”",
});
