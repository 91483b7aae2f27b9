// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "notifications.push.ask": "هل تريد أن يخبرك هذا المتصفح عند وصول رد، حتى بعد إغلاق هذه الصفحة؟",
  "notifications.push.yes": "نعم، أخبرني",
  "notifications.push.no": "لا، شكرًا",
  "notifications.push.on": "يمكنك إغلاق هذه الصفحة: سيخبرك هذا المتصفح عند وصول رد.",
  "notifications.push.off": "إيقاف",
  "notifications.push.denied": "لا يسمح هذا المتصفح بذلك. يمكنك تغيير ذلك في إعداداته لهذه الصفحة.",
  "notifications.push.failed": "لم ينجح ذلك في هذا المتصفح.",
  "notifications.push.home": "يمكن لهذا المتصفح أن يخبرك بالردود بعد إضافة هذه الصفحة إلى الشاشة الرئيسية.",
  "notifications.push.how": "كيف أفعل ذلك؟",
  "notifications.push.home.how":
    "اضغط «مشاركة» ثم «إضافة إلى الشاشة الرئيسية». افتح هذه المحادثة من هناك، وسيُطرح السؤال مرة أخرى.",
});
