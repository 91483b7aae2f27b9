// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "files.remove": "إزالة {name}",
  "files.going": "جارٍ إرسال {name}",
  "files.cancel": "إلغاء",
  "files.view": "عرض {name}",
  "files.download": "تنزيل {name}",
  "files.checking": "جارٍ الفحص…",
  "files.too-many": {
    zero: "لا ملفات في الرسالة.",
    one: "ملف واحد على الأكثر في الرسالة.",
    two: "ملفان على الأكثر في الرسالة.",
    few: "{n} ملفات على الأكثر في الرسالة.",
    many: "{n} ملفًا على الأكثر في الرسالة.",
    other: "{n} ملف على الأكثر في الرسالة.",
  },
  "files.too-large": "حجم {name} كبير جدًا، والحد الأقصى {size}.",
  "files.empty": "الملف {name} فارغ.",
  "files.refused.infected": "أُزيل لأنه غير آمن",
  "files.refused.unreadable": "تعذّرت قراءة هذه الصورة",
  "files.refused.too_many_pixels": "هذه الصورة أكبر من أن تُعرض",
  "files.refused.gone": "لم يعد موجودًا",
  "files.failed.too_large": "أحد الملفات كبير جدًا.",
  "files.failed.ticket_full": "لا تتسع هذه المحادثة لمزيد من الملفات.",
  "files.failed.too_many_files": "ملفات كثيرة جدًا في رسالة واحدة.",
  "files.viewer": "صورة",
  "files.viewer.before": "السابقة",
  "files.viewer.after": "التالية",
  "files.viewer.zoom": "الحجم الكامل",
  "files.viewer.close": "إغلاق",
  "files.viewer.download": "تنزيل",
});
