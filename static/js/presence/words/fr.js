// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("fr", {
  "presence.online": "en ligne",
  "presence.unstable": "connexion instable",
  "presence.not-here": "absent pour le moment",
  "presence.just-gone": "vient de partir",
  "presence.gone": "absent depuis {time}",
  "presence.here": { one: "{names} est là", many: "{names} sont là", other: "{names} sont là" },
  "presence.on-duty": "Quelqu’un est là pour vous",
  "presence.away": "Personne pour le moment. Votre message nous attendra.",
});
