// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "hours.here": "Quelqu’un est là pour vous",
  "hours.busy": "Très demandés en ce moment : cela prend un peu plus de temps",
  "hours.nobody": "Personne n’est là pour le moment",
  "hours.closed": "Fermé jusqu’à {time}",
  "hours.shut": "Fermé",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Écrivez tout de même : votre message sera lu à partir de {time}.",
  "hours.read-soon": "Écrivez tout de même : votre message sera lu dès que quelqu’un sera de retour.",
  "hours.next": "C’est bientôt votre tour",
  "hours.place": "Vous êtes numéro {place} dans la file d’attente",
  "hours.usual": "Une réponse arrive en général sous {least} à {most}",
  "hours.usual-one": "Une réponse arrive en général sous {least}",
  "hours.no-email": "Cela ne ressemble pas à une adresse e-mail.",
  "hours.left": "Merci. La réponse vous parviendra là aussi.",
  "hours.not-left": "L’envoi n’a pas abouti. Veuillez réessayer.",
});
