import { learn } from "../../words/t.js";

learn("de", {
  "start.send": "Gespräch beginnen",
  "start.sending": "Wird gesendet …",
  "start.continue": "Gespräch fortsetzen",
  "start.open-last": "Letztes Gespräch öffnen",
  "start.no-body": "Schreiben Sie mit ein paar Worten, was Sie brauchen.",
  "start.no-name": "Sagen Sie uns, wie wir Sie nennen dürfen.",
  "start.no-email": "Das sieht nicht nach einer E-Mail-Adresse aus.",
  "start.over": { one: "Um {n} Zeichen zu lang.", other: "Um {n} Zeichen zu lang." },
  "start.too-long": "Zu lang: höchstens {n} Zeichen.",
  "start.refused-field.body": "So kann das nicht gesendet werden. Bitte schreiben Sie es mit anderen Worten.",
  "start.refused-field.name": "Das geht nicht als Name. Bitte schreiben Sie ihn anders.",
  "start.refused-field.email":
    "An diese E-Mail-Adresse können wir nicht schreiben. Bitte prüfen Sie sie, oder lassen Sie das Feld leer.",
  "start.refused":
    "So wurde das nicht angenommen. Ihre Nachricht ist aufgehoben: Bitte sehen Sie sie durch, und versuchen Sie es noch einmal.",
  "start.refused.conflict":
    "Eine frühere Fassung davon wurde schon gesendet. Drücken Sie die Taste, um auch diese zu senden.",
  "start.refused.forbidden":
    "Von hier kann diese Seite nicht senden. Ihre Nachricht ist aufgehoben: Bitte laden Sie die Seite neu.",
  "start.kept": "Ihre Nachricht ist aufgehoben und wird gesendet.",
  "start.many": "Gerade schreiben viele auf einmal. Gesendet wird in {n} s; Ihre Nachricht ist aufgehoben.",
  "start.offline":
    "Sie sind offline. Ihre Nachricht ist aufgehoben und wird gesendet, sobald Sie wieder verbunden sind.",
  "start.unreachable": "Wir sind im Augenblick nicht erreichbar.",
});
