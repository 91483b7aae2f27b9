// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("fr", {
  "start.send": "Commencer la conversation",
  "start.sending": "Envoi…",
  "start.continue": "Continuer votre conversation",
  "start.open-last": "Ouvrir votre dernière conversation",
  "start.no-body": "Écrivez en quelques mots ce dont vous avez besoin.",
  "start.no-name": "Dites-nous comment vous appeler.",
  "start.no-email": "Cela ne ressemble pas à une adresse e-mail.",
  "start.over": {
    one: "Trop long de {n} caractère.",
    many: "Trop long de {n} caractères.",
    other: "Trop long de {n} caractères.",
  },
  "start.too-long": "Trop long : {n} caractères au maximum.",
  "start.refused-field.body": "Ce texte ne peut pas être envoyé tel quel. Veuillez le formuler autrement.",
  "start.refused-field.name": "Ce nom ne peut pas être utilisé. Veuillez l’écrire autrement.",
  "start.refused-field.email":
    "Nous ne pouvons pas écrire à cette adresse e-mail. Vérifiez-la ou laissez le champ vide.",
  "start.refused": "Votre message n’a pas été accepté tel quel. Il est conservé : relisez-le et réessayez.",
  "start.refused.conflict":
    "Une version précédente a déjà été envoyée. Appuyez sur le bouton pour envoyer aussi celle-ci.",
  "start.refused.forbidden":
    "Cette page ne peut rien envoyer d’ici. Votre message est conservé : veuillez recharger la page.",
  "start.kept": "Votre message est conservé et sera envoyé.",
  "start.many":
    "Beaucoup de personnes écrivent en même temps. Envoi dans {n} s ; votre message est conservé.",
  "start.offline": "Vous êtes hors ligne. Votre message est conservé et sera envoyé dès votre retour.",
  "start.unreachable": "Nous sommes injoignables pour le moment.",
});
