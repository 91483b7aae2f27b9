import { learn } from "../../../../words/t.js";

learn("de", {
  "notifications.unread": "Ihre Einstellungen sind gerade nicht zu lesen. Bitte laden Sie die Seite neu.",
  "notifications.kept": "Gespeichert.",
  "notifications.not-kept": "Das ließ sich nicht speichern. Bitte versuchen Sie es noch einmal.",
  "notifications.refused": "Den Push-Dienst dieses Browsers kann der Desk nicht erreichen.",
  "notifications.no-subscription": "Der Push-Dienst des Browsers gab keine Adresse: {why}",
  "notifications.state.reached": "Hier werden Sie erreicht, auch wenn kein Desk offen ist.",
  "notifications.state.failing": "Der letzte Push kam nicht an: {why}",
  "notifications.state.not-asked":
    "Hier werden Sie nicht erreicht, solange kein Desk offen ist. Drücken Sie den Knopf, um es zu erlauben.",
  "notifications.state.denied":
    "Dieser Browser hält Hinweise dieser Seite zurück. Erlauben Sie sie in seinen Einstellungen für die Seite und laden Sie sie neu.",
  "notifications.state.insecure":
    "Browser erlauben Hinweise nur auf Seiten mit https://. Töne eines offenen Desks gehen trotzdem.",
  "notifications.state.no-notices":
    "Dieser Browser zeigt hier keine Hinweise. Auf iPhone oder iPad öffnen Sie den Desk vom Home-Bildschirm.",
  "notifications.state.no-push":
    "Dieser Browser nimmt keine Pushes an: Sie erfahren etwas nur, solange ein Desk offen ist.",
  "notifications.test.sent": "Ein Test ist unterwegs …",
  "notifications.test.came":
    "Er ist angekommen. Wenn Sie nichts gesehen haben, hält Ihr System Hinweise zurück: Steht es auf „Nicht stören“?",
  "notifications.test.late":
    "Noch ist nichts angekommen. Sehen Sie unter Verbindungen nach, ob die Jobs laufen, und ob dieser Browser seinen Push-Dienst erreicht.",
});
