// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "notifications.push.ask":
    "Moet deze browser u laten weten wanneer er een antwoord is, ook als deze pagina gesloten is?",
  "notifications.push.yes": "Ja, laat het me weten",
  "notifications.push.no": "Nee, bedankt",
  "notifications.push.on":
    "U kunt deze pagina sluiten: deze browser laat u weten wanneer er een antwoord is.",
  "notifications.push.off": "Uitzetten",
  "notifications.push.denied":
    "Deze browser staat het niet toe. U kunt dat wijzigen in de instellingen voor deze pagina.",
  "notifications.push.failed": "Dat lukte niet in deze browser.",
  "notifications.push.home":
    "Deze browser kan u antwoorden melden zodra deze pagina op uw beginscherm staat.",
  "notifications.push.how": "Laat zien hoe",
  "notifications.push.home.how":
    "Tik op Deel en dan op ‘Zet op beginscherm’. Open dit gesprek van daaruit, dan wordt het u nog eens gevraagd.",
});
