import { learn } from "../../words/t.js";

learn("en", {
  "presence.online": "online",
  "presence.unstable": "unstable",
  "presence.not-here": "not here",
  "presence.just-gone": "gone just now",
  "presence.gone": "gone since {time}",
  "presence.here": { one: "{names} is here", other: "{names} are here" },
  "presence.on-duty": "Someone is at the desk",
  "presence.away": "Away just now. Your message will be waiting.",
});
