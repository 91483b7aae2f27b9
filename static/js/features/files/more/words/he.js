// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "files.remove": "הסרת {name}",
  "files.going": "{name} בשליחה",
  "files.cancel": "ביטול",
  "files.view": "הצגת {name}",
  "files.not-loaded": "לא ניתן לטעון. נסו שוב.",
  "files.download": "הורדת {name}",
  "files.checking": "בבדיקה…",
  "files.too-many": {
    one: "קובץ אחד לכל היותר בהודעה.",
    two: "שני קבצים לכל היותר בהודעה.",
    other: "{n} קבצים לכל היותר בהודעה.",
  },
  "files.too-large": "{name} גדול מדי: עד {size}.",
  "files.empty": "הקובץ {name} ריק.",
  "files.refused.infected": "הוסר: לא בטוח",
  "files.refused.unreadable": "לא ניתן לקרוא את התמונה הזאת",
  "files.refused.too_many_pixels": "התמונה גדולה מכדי להציגה",
  "files.refused.gone": "כבר לא זמין",
  "files.failed.too_large": "אחד הקבצים גדול מדי.",
  "files.failed.ticket_full": "לא ניתן להוסיף עוד קבצים לשיחה.",
  "files.failed.too_many_files": "יותר מדי קבצים בהודעה אחת.",
  "files.viewer": "תמונה",
  "files.viewer.before": "הקודמת",
  "files.viewer.after": "הבאה",
  "files.viewer.zoom": "גודל מלא",
  "files.viewer.close": "סגירה",
  "files.viewer.download": "הורדה",
});
