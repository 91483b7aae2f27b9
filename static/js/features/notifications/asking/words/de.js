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
  "notifications.push.home":
    "Dieser Browser kann Ihnen bei Antworten Bescheid geben, sobald diese Seite auf Ihrem Home-Bildschirm liegt.",
  "notifications.push.how": "Zeigen, wie das geht",
  "notifications.push.home.how":
    "Tippen Sie auf „Teilen“ und dann auf „Zum Home-Bildschirm“. Öffnen Sie dieses Gespräch von dort, dann werden Sie noch einmal gefragt.",
});
