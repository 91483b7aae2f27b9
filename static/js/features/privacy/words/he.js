// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "privacy.erased": "מה שנכתב לפני כן נמחק.",
  "privacy.erased_part": "חלק ממה שנכתב לפני כן נמחק.",
  "privacy.asked.export": "התבקש עותק של הנתונים האישיים.",
  "privacy.asked.erase": "התבקשה מחיקה של הנתונים האישיים.",
  "privacy.ready": "העותק של הנתונים האישיים מוכן: אפשר להוריד אותו כאן במשך שבעה ימים.",
  "privacy.granted": "הבקשה התקבלה: כל מה שנכתב כאן נמחק.",
  "privacy.refused": "הבקשה בנוגע לנתונים האישיים נדחתה: {reason}",
});
