// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ar", {
  "presence.online": "متصل",
  "presence.unstable": "اتصال غير مستقر",
  "presence.not-here": "غير موجود",
  "presence.just-gone": "غادر للتو",
  "presence.gone": "غير متصل منذ {time}",
  "presence.here": {
    zero: "{names} هنا",
    one: "{names} هنا",
    two: "{names} هنا",
    few: "{names} هنا",
    many: "{names} هنا",
    other: "{names} هنا",
  },
  "presence.on-duty": "نحن هنا لمساعدتك",
  "presence.away": "لا أحد هنا الآن. ستبقى رسالتك في انتظارنا.",
});
