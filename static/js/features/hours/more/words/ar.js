// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "hours.here": "نحن هنا لمساعدتك",
  "hours.busy": "نحن مشغولون الآن: سيستغرق الأمر وقتًا أطول قليلًا",
  "hours.nobody": "لا أحد هنا الآن",
  "hours.closed": "مغلق حتى {time}",
  "hours.shut": "مغلق",
  "hours.day-and-time": "{day}، {time}",
  "hours.read-from": "اكتب رغم ذلك: ستُقرأ رسالتك ابتداءً من {time}.",
  "hours.read-soon": "اكتب رغم ذلك: ستُقرأ رسالتك فور عودة أحدنا.",
  "hours.next": "أنت التالي",
  "hours.place": "رقمك في قائمة الانتظار: {place}",
  "hours.usual": "تصل الردود عادةً خلال {least} إلى {most}",
  "hours.usual-one": "تصل الردود عادةً خلال {least}",
  "hours.no-email": "لا يبدو هذا عنوان بريد إلكتروني.",
  "hours.left": "شكرًا. سيصلك الرد هناك أيضًا.",
  "hours.not-left": "لم يتم الإرسال. يُرجى المحاولة مرة أخرى.",
});
