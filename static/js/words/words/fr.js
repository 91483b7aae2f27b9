// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../t.js";

learn("fr", {
  "link.signed-out": "Vous avez été déconnecté. Votre brouillon est conservé.",
  "link.by-http": "Connexion lente : les messages arrivent quelques secondes plus tard.",
  "link.stranger": "Quelque chose répond à notre place, peut-être la page de connexion de ce réseau.",
  "link.safe": "Vos messages sont en sécurité et seront envoyés.",
  "link.offline": "Vous êtes hors ligne. Les messages seront envoyés dès votre retour.",
  "link.reconnecting": "Reconnexion…",
  "link.countdown": "Reconnexion dans {n} s",
  "link.counting": "Reconnexion en cours.",
  "link.back": {
    one: "De nouveau en ligne : {n} message envoyé",
    many: "De nouveau en ligne : {n} messages envoyés",
    other: "De nouveau en ligne : {n} messages envoyés",
  },
  "link.back-spoken": "De nouveau en ligne.",
  "link.stopped": "Cette page ne peut pas continuer.",
  "link.stopped.4400": "Cette page et le serveur ne se comprennent plus.",
  "link.stopped.4403": "Vous n’avez pas accès à cette conversation.",
  "link.stopped.4404": "Cette conversation n’existe pas ici.",
  "link.act.try": "Essayer maintenant",
  "link.act.sign-in": "Se connecter",
  "link.act.load": "Recharger",
  "time.now": "maintenant",
  "time.under-a-minute": "< 1 min",
  "time.minutes": "{n} min",
  "time.hours": "{n} h",
  "time.days": { one: "{n} jour", many: "{n} jours", other: "{n} jours" },
  "time.waits": "attend depuis {time}",
  "time.today": "Aujourd’hui",
  "time.yesterday": "Hier",
});
