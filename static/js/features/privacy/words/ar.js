// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "privacy.erased": "تم محو ما كُتب قبل هذا.",
  "privacy.erased_part": "حُذف بعض ما كُتب قبل هذا.",
  "privacy.asked.export": "طُلبت نسخة من البيانات الشخصية.",
  "privacy.asked.erase": "طُلب محو البيانات الشخصية.",
  "privacy.ready": "نسخة البيانات الشخصية جاهزة: يمكن تنزيلها من هنا لمدة سبعة أيام.",
  "privacy.granted": "قُبل الطلب: يجري محو كل ما كُتب هنا.",
  "privacy.refused": "رُفض الطلب المتعلق بالبيانات الشخصية: {reason}",
});
