// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "mail.asked": "إنها في الطريق إليك.",
  "mail.asked-often": "أُرسلت عدة رسائل للتو. يُرجى النظر في بريدك ثم المحاولة لاحقًا.",
  "mail.not-asked": "لم يتم الإرسال. يُرجى المحاولة مرة أخرى.",
});
