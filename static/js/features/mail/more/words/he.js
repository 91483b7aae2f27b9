// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "mail.asked": "זה בדרך אליך.",
  "mail.asked-often": "כמה הודעות נשלחו זה עתה. נא לבדוק את תיבת הדואר ולנסות שוב מאוחר יותר.",
  "mail.not-asked": "השליחה לא הצליחה. נא לנסות שוב.",
});
