// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("he", {
  "notifications.push.ask": "להודיע בדפדפן הזה כשמגיעה תשובה, גם כשהדף הזה סגור?",
  "notifications.push.yes": "כן, להודיע לי",
  "notifications.push.no": "לא, תודה",
  "notifications.push.on": "אפשר לסגור את הדף הזה: הדפדפן יודיע כשמגיעה תשובה.",
  "notifications.push.off": "כיבוי",
  "notifications.push.denied": "הדפדפן הזה לא מאפשר זאת. אפשר לשנות זאת בהגדרות שלו לדף הזה.",
  "notifications.push.failed": "זה לא הצליח בדפדפן הזה.",
  "notifications.push.home": "הדפדפן הזה יכול להודיע על תשובות אחרי שהדף הזה נמצא במסך הבית.",
  "notifications.push.how": "איך עושים זאת?",
  "notifications.push.home.how":
    "יש להקיש על ״שיתוף״ ואז על ״הוספה למסך הבית״. אחרי פתיחת השיחה משם, השאלה תופיע שוב.",
});
