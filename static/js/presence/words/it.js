// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("it", {
  "presence.online": "online",
  "presence.unstable": "connessione instabile",
  "presence.not-here": "assente",
  "presence.just-gone": "appena andato via",
  "presence.gone": "assente da {time}",
  "presence.here": { one: "{names} è qui", many: "{names} sono qui", other: "{names} sono qui" },
  "presence.on-duty": "C’è qualcuno per Lei",
  "presence.away": "Al momento non c’è nessuno. Il Suo messaggio resterà in attesa.",
});
