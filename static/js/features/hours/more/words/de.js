import { learn } from "../../../../words/t.js";

learn("de", {
  "hours.here": "Jemand ist da",
  "hours.busy": "Viel los: Es dauert etwas länger",
  "hours.nobody": "Gerade ist niemand da",
  "hours.closed": "Geschlossen bis {time}",
  "hours.shut": "Geschlossen",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Schreiben Sie trotzdem: Gelesen wird es ab {time}.",
  "hours.read-soon": "Schreiben Sie trotzdem: Gelesen wird es, sobald wieder jemand da ist.",
  "hours.next": "Sie sind als Nächstes an der Reihe",
  "hours.place": "Sie sind Nummer {place} in der Warteschlange",
  "hours.usual": "Antworten kommen meist innerhalb von {least} bis {most}",
  "hours.usual-one": "Antworten kommen meist innerhalb von {least}",
  "hours.no-email": "Das sieht nicht nach einer E-Mail-Adresse aus.",
  "hours.left": "Danke. Die Antwort erreicht Sie auch dort.",
  "hours.not-left": "Das kam nicht an. Bitte versuchen Sie es noch einmal.",
});
