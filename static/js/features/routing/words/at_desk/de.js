import { learn } from "../../../../words/t.js";

learn("de", {
  "routing.reminder": "Es wartet jemand auf Antwort: Zuständige wurden erinnert",
  "routing.available": "Verfügbar",
  "routing.away": "Abwesend",
  "routing.away-until": "Abwesend bis {time}",
  "routing.act": "Sagen, ob Sie verfügbar sind",
  "routing.say.available": "Verfügbar: neue Gespräche dürfen kommen",
  "routing.say.away": "Abwesend",
  "routing.say.hour": "Eine Stunde abwesend",
  "routing.say.tomorrow": "Abwesend bis morgen früh",
  "routing.mine": { one: "Sie haben {n} offenes Gespräch", other: "Sie haben {n} offene Gespräche" },
  "routing.not-given": "Sie wurden nicht zurückgegeben. Noch einmal?",
  "routing.not-said": "Das wurde nicht gespeichert",
  "routing.again": "Noch einmal versuchen",
});
