// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("tr", {
  "presence.online": "çevrimiçi",
  "presence.unstable": "bağlantı kararsız",
  "presence.not-here": "burada değil",
  "presence.just-gone": "az önce ayrıldı",
  "presence.gone": "{time} önce ayrıldı",
  "presence.here": { one: "{names} burada", other: "{names} burada" },
  "presence.on-duty": "Sizin için biri burada",
  "presence.away": "Şu anda kimse yok. Mesajınız bizi bekleyecek.",
});
