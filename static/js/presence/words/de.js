import { learn } from "../../words/t.js";

learn("de", {
  "presence.online": "online",
  "presence.unstable": "instabil",
  "presence.not-here": "nicht da",
  "presence.just-gone": "eben gegangen",
  "presence.gone": "seit {time} weg",
  "presence.here": { one: "{names} ist da", other: "{names} sind da" },
  "presence.on-duty": "Jemand ist für Sie da",
  "presence.away": "Gerade nicht da. Ihre Nachricht wird gelesen, sobald jemand da ist.",
});
