// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("he", {
  "start.send": "התחלת השיחה",
  "start.sending": "בשליחה…",
  "start.continue": "המשך השיחה שלך",
  "start.open-last": "פתיחת השיחה האחרונה שלך",
  "start.no-body": "נא לכתוב בכמה מילים במה אפשר לעזור.",
  "start.no-name": "נא לכתוב איך לפנות אליך.",
  "start.no-email": "זו אינה נראית כתובת דוא״ל.",
  "start.over": { one: "ארוך מדי בתו אחד.", two: "ארוך מדי בשני תווים.", other: "ארוך מדי ב־{n} תווים." },
  "start.too-long": "ארוך מדי: עד {n} תווים.",
  "start.refused-field.body": "לא ניתן לשלוח את זה כך. נא לכתוב במילים אחרות.",
  "start.refused-field.name": "לא ניתן להשתמש בזה כשם. נא לכתוב אחרת.",
  "start.refused-field.email": "איננו יכולים לכתוב לכתובת הדוא״ל הזאת. נא לבדוק אותה או להשאיר ריק.",
  "start.refused": "זה לא התקבל כפי שהוא. ההודעה שלך שמורה: נא לעבור עליה ולנסות שוב.",
  "start.refused.conflict": "גרסה קודמת כבר נשלחה. לחיצה על הכפתור תשלח גם את זו.",
  "start.refused.forbidden": "הדף הזה אינו יכול לשלוח מכאן. ההודעה שלך שמורה: נא לטעון את הדף מחדש.",
  "start.kept": "ההודעה שלך שמורה ותישלח.",
  "start.many": "רבים כותבים בבת אחת. השליחה בעוד {n} שנ׳; ההודעה שלך שמורה.",
  "start.offline": "אין חיבור לאינטרנט. ההודעה שלך שמורה ותישלח כשהחיבור יחזור.",
  "start.unreachable": "לא ניתן להגיע אלינו כרגע.",
});
