// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("he", {
  "presence.online": "בחיבור",
  "presence.unstable": "חיבור לא יציב",
  "presence.not-here": "לא כאן",
  "presence.just-gone": "התנתקות ממש עכשיו",
  "presence.gone": "ללא חיבור כבר {time}",
  "presence.here": { one: "{names} כאן", two: "{names} כאן", other: "{names} כאן" },
  "presence.on-duty": "יש כאן מי שיעזור לך",
  "presence.away": "אין כאן אף אחד כרגע. ההודעה שלך תמתין לנו.",
});
