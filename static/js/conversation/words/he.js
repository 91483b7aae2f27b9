// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("he", {
  "conversation.new": { one: "הודעה חדשה אחת", two: "שתי הודעות חדשות", other: "{n} הודעות חדשות" },
  "conversation.newest": "להודעות החדשות ביותר",
  "conversation.note-by": "{name} · הערה פנימית",
  "conversation.mark.waiting": "ממתינה לשליחה",
  "conversation.mark.stored": "נשלחה",
  "conversation.mark.delivered": "נמסרה",
  "conversation.mark.read": "נקראה",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, הערה פנימית: {body}",
  "conversation.you": "את/ה",
  "conversation.yours": "השיחה שלך",
  "conversation.over": {
    one: "ארוך מדי בתו אחד.",
    two: "ארוך מדי בשני תווים.",
    other: "ארוך מדי ב־{n} תווים.",
  },
  "conversation.too-long": "ארוך מדי: עד {n} תווים.",
  "conversation.not-kept": "לא ניתן היה לשמור. נא לנסות שוב.",
  "conversation.gone": "השיחה הזאת כבר אינה קיימת",
  "conversation.gone.why": "היא נמחקה. אפשר להתחיל שיחה חדשה בכל עת.",
  "conversation.expired": "תוקף הקישור פג",
  "conversation.erased": "נמחק",
});
