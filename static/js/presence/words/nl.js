// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("nl", {
  "presence.online": "online",
  "presence.unstable": "instabiele verbinding",
  "presence.not-here": "niet aanwezig",
  "presence.just-gone": "net vertrokken",
  "presence.gone": "{time} geleden vertrokken",
  "presence.here": { one: "{names} is er", other: "{names} zijn er" },
  "presence.on-duty": "Er is iemand voor u",
  "presence.away": "Er is nu niemand. Uw bericht blijft voor ons klaarstaan.",
});
