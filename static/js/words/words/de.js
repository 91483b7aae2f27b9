import { learn } from "../t.js";

learn("de", {
  "link.signed-out": "Sie wurden abgemeldet. Ihr Entwurf ist aufgehoben.",
  "link.by-http": "Langsam verbunden: Nachrichten kommen ein paar Sekunden später an.",
  "link.stranger":
    "Etwas zwischen Ihnen und uns antwortet an unserer Stelle, vielleicht die Anmeldeseite dieses Netzes.",
  "link.safe": "Ihre Nachrichten sind sicher und werden gesendet.",
  "link.offline": "Sie sind offline. Nachrichten werden gesendet, sobald Sie wieder verbunden sind.",
  "link.reconnecting": "Wird wieder verbunden …",
  "link.countdown": "Neue Verbindung in {n} s",
  "link.counting": "Wird wieder verbunden.",
  "link.back": {
    one: "Wieder online: {n} Nachricht gesendet",
    other: "Wieder online: {n} Nachrichten gesendet",
  },
  "link.back-spoken": "Wieder online.",
  "link.stopped": "Diese Seite kommt nicht weiter.",
  "link.stopped.4400": "Diese Seite und der Server verstehen einander nicht mehr.",
  "link.stopped.4403": "Dieses Gespräch steht Ihnen nicht offen.",
  "link.stopped.4404": "Dieses Gespräch gibt es hier nicht.",
  "link.act.try": "Jetzt versuchen",
  "link.act.sign-in": "Anmelden",
  "link.act.load": "Neu laden",
  "time.now": "jetzt",
  "time.under-a-minute": "< 1 Min.",
  "time.minutes": "{n} Min.",
  "time.hours": "{n} Std.",
  "time.days": { one: "{n} Tag", other: "{n} Tg." },
  "time.waits": "wartet {time}",
  "time.today": "Heute",
  "time.yesterday": "Gestern",
});
