// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ar", {
  "presence.online": "متصل",
  "presence.unstable": "اتصال غير مستقر",
  "presence.not-here": "غير موجود",
  "presence.just-gone": "غادر للتو",
  "presence.gone": "غير متصل منذ {time}",
  "presence.here": {
    zero: "الموجودون الآن: {names}",
    one: "الموجود الآن: {names}",
    two: "الموجودان الآن: {names}",
    few: "الموجودون الآن: {names}",
    many: "الموجودون الآن: {names}",
    other: "الموجودون الآن: {names}",
  },
  "presence.on-duty": "نحن هنا لمساعدتك",
  "presence.away": "لا أحد هنا الآن. ستبقى رسالتك في انتظارنا.",
});
