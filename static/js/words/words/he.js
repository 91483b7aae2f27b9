// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("he", {
  "link.signed-out": "החיבור לחשבון הסתיים. הטיוטה שלך שמורה.",
  "link.by-http": "חיבור איטי: ההודעות מגיעות באיחור של כמה שניות.",
  "link.stranger": "משהו בינינו עונה במקומנו, אולי דף הכניסה של הרשת הזאת.",
  "link.safe": "ההודעות שלך בטוחות ויישלחו.",
  "link.offline": "אין חיבור לאינטרנט. ההודעות יישלחו כשהחיבור יחזור.",
  "link.reconnecting": "מתחבר מחדש…",
  "link.countdown": "חיבור מחדש בעוד {n} שנ׳",
  "link.counting": "מתחבר מחדש.",
  "link.back": {
    one: "החיבור חזר: הודעה אחת נשלחה",
    two: "החיבור חזר: שתי הודעות נשלחו",
    other: "החיבור חזר: {n} הודעות נשלחו",
  },
  "link.back-spoken": "החיבור חזר.",
  "link.stopped": "הדף הזה אינו יכול להמשיך.",
  "link.stopped.4400": "הדף הזה והשרת כבר אינם מבינים זה את זה.",
  "link.stopped.4403": "השיחה הזאת אינה פתוחה בפניך.",
  "link.stopped.4404": "אין כאן שיחה כזאת.",
  "link.act.try": "ניסיון עכשיו",
  "link.act.sign-in": "כניסה",
  "link.act.load": "טעינה מחדש",
  "time.now": "עכשיו",
  "time.under-a-minute": "פחות מדקה",
  "time.minutes": "{n} דק׳",
  "time.hours": "{n} שע׳",
  "time.days": { one: "יום אחד", two: "יומיים", other: "{n} ימים" },
  "time.waits": "בהמתנה {time}",
  "time.today": "היום",
  "time.yesterday": "אתמול",
});
