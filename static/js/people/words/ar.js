// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ar", {
  "people.no-link": "تعذّر الحصول على الرابط الآن. يُرجى المحاولة مرة أخرى.",
  "people.link-copied": "تم النسخ. كل من لديه هذا الرابط يمكنه القراءة والكتابة هنا.",
});
