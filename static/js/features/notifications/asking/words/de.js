import { learn } from "../../../../words/t.js";

learn("de", {
  "notifications.push.ask":
    "Soll dieser Browser Ihnen Bescheid geben, wenn es eine Antwort gibt, auch wenn diese Seite geschlossen ist?",
  "notifications.push.yes": "Ja, Bescheid geben",
  "notifications.push.no": "Nein, danke",
  "notifications.push.on":
    "Sie können diese Seite schließen: Dieser Browser gibt Ihnen Bescheid, wenn es eine Antwort gibt.",
  "notifications.push.off": "Abschalten",
  "notifications.push.denied":
    "Dieser Browser erlaubt es nicht. Das lässt sich in seinen Einstellungen für diese Seite ändern.",
  "notifications.push.failed": "Das ging in diesem Browser nicht.",
});
