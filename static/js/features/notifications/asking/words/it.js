// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("it", {
  "notifications.push.ask":
    "Questo browser deve avvisarla quando arriva una risposta, anche a pagina chiusa?",
  "notifications.push.yes": "Sì, avvisami",
  "notifications.push.no": "No, grazie",
  "notifications.push.on": "Può chiudere questa pagina: questo browser la avvisa quando arriva una risposta.",
  "notifications.push.off": "Disattiva",
  "notifications.push.denied":
    "Questo browser non lo consente. Può cambiarlo nelle sue impostazioni per questa pagina.",
  "notifications.push.failed": "In questo browser non ha funzionato.",
  "notifications.push.home":
    "Questo browser può avvisarLa delle risposte quando questa pagina è nella schermata Home.",
  "notifications.push.how": "Come si fa",
  "notifications.push.home.how":
    "Tocchi Condividi, poi «Aggiungi alla schermata Home». Apra questa conversazione da lì: la domanda Le verrà posta di nuovo.",
});
