// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "prechat.needed-field": "يُرجى ذكر هذا.",
  "prechat.needed-box": "يُرجى الموافقة على هذا.",
  "prechat.no-email": "لا يبدو هذا عنوان بريد إلكتروني.",
  "prechat.refused": "لا يمكن قبول هذا كما هو.",
  "prechat.reload": "هناك شيء جديد يجب الموافقة عليه. يُرجى إعادة تحميل هذه الصفحة: ما كتبته سيبقى.",
});
