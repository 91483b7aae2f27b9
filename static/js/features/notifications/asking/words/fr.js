// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "notifications.push.ask":
    "Ce navigateur doit-il vous prévenir quand une réponse arrive, même si cette page est fermée ?",
  "notifications.push.yes": "Oui, prévenez-moi",
  "notifications.push.no": "Non, merci",
  "notifications.push.on":
    "Vous pouvez fermer cette page : ce navigateur vous prévient quand une réponse arrive.",
  "notifications.push.off": "Désactiver",
  "notifications.push.denied":
    "Ce navigateur ne l’autorise pas. Vous pouvez changer cela dans ses réglages pour cette page.",
  "notifications.push.failed": "Cela n’a pas fonctionné dans ce navigateur.",
  "notifications.push.home":
    "Ce navigateur peut vous prévenir des réponses une fois cette page sur votre écran d’accueil.",
  "notifications.push.how": "Comment faire ?",
  "notifications.push.home.how":
    "Touchez Partager, puis « Sur l’écran d’accueil ». Ouvrez cette conversation depuis cet écran, et la question vous sera posée à nouveau.",
});
