// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "hours.here": "Er is iemand voor u",
  "hours.busy": "Druk op dit moment: het duurt iets langer",
  "hours.nobody": "Er is op dit moment niemand",
  "hours.closed": "Gesloten tot {time}",
  "hours.shut": "Gesloten",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Schrijf gerust: het wordt gelezen vanaf {time}.",
  "hours.read-soon": "Schrijf gerust: het wordt gelezen zodra er weer iemand is.",
  "hours.next": "U bent de volgende",
  "hours.place": "U bent nummer {place} in de wachtrij",
  "hours.usual": "Antwoorden komen meestal binnen {least} tot {most}",
  "hours.usual-one": "Antwoorden komen meestal binnen {least}",
  "hours.no-email": "Dit lijkt geen e-mailadres.",
  "hours.left": "Dank u. Het antwoord bereikt u ook daar.",
  "hours.not-left": "Dat is niet gelukt. Probeer het opnieuw.",
});
