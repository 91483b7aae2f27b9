// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "routing.vanished": "انقطع الاتصال مع {name}؛ سيتابع المحادثة شخص آخر",
});
