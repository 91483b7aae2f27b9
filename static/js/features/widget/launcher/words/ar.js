// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ar", {
  "widget.open": "فتح الدردشة",
  "widget.close": "إغلاق الدردشة",
  "widget.chat": "الدردشة",
  "widget.new": {
    zero: "لا رسائل جديدة",
    one: "رسالة جديدة واحدة",
    two: "رسالتان جديدتان",
    few: "{n} رسائل جديدة",
    many: "{n} رسالة جديدة",
    other: "{n} رسالة جديدة",
  },
  "widget.away": "لا يمكن الوصول إلى الدردشة الآن.",
});
