// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "rating.1": "سيئ جدًا",
  "rating.2": "سيئ",
  "rating.3": "متوسط",
  "rating.4": "جيد",
  "rating.5": "جيد جدًا",
  "rating.by.you": "قيّمتَ هذه المحادثة: {words}",
  "rating.by.other": "تقييم هذه المحادثة من {name}: {words}",
  "rating.quoted": "{said} – «{body}»",
});
