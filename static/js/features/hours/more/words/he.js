// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "hours.here": "יש כאן מי שיעזור לך",
  "hours.busy": "עומס כרגע: זה ייקח מעט יותר זמן",
  "hours.nobody": "אין כאן אף אחד כרגע",
  "hours.closed": "סגור עד {time}",
  "hours.shut": "סגור",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "אפשר לכתוב בכל זאת: נקרא החל מ־{time}.",
  "hours.read-soon": "אפשר לכתוב בכל זאת: נקרא ברגע שמישהו יחזור.",
  "hours.next": "התור הבא שלך",
  "hours.place": "מקומך בתור: {place}",
  "hours.usual": "תשובות מגיעות בדרך כלל תוך {least} עד {most}",
  "hours.usual-one": "תשובות מגיעות בדרך כלל תוך {least}",
  "hours.no-email": "זו אינה נראית כתובת דוא״ל.",
  "hours.left": "תודה. התשובה תגיע אליך גם לשם.",
  "hours.not-left": "השליחה לא הצליחה. נא לנסות שוב.",
});
