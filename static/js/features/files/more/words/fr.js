// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("fr", {
  "files.remove": "Retirer {name}",
  "files.going": "{name} est en cours d’envoi",
  "files.cancel": "Annuler",
  "files.view": "Voir {name}",
  "files.not-loaded": "Impossible de charger. Réessayez.",
  "files.download": "Télécharger {name}",
  "files.checking": "Vérification en cours…",
  "files.too-many": {
    one: "{n} fichier au maximum par message.",
    many: "{n} fichiers au maximum par message.",
    other: "{n} fichiers au maximum par message.",
  },
  "files.too-large": "{name} est trop volumineux : {size} au maximum.",
  "files.empty": "{name} est vide.",
  "files.refused.infected": "Retiré : fichier dangereux",
  "files.refused.unreadable": "Cette image est illisible",
  "files.refused.too_many_pixels": "Cette image est trop grande pour être affichée",
  "files.refused.gone": "N’est plus disponible",
  "files.failed.too_large": "Un fichier est trop volumineux.",
  "files.failed.ticket_full": "Cette conversation n’accepte plus de fichiers.",
  "files.failed.too_many_files": "Trop de fichiers dans un même message.",
  "files.viewer": "Image",
  "files.viewer.before": "La précédente",
  "files.viewer.after": "La suivante",
  "files.viewer.zoom": "Taille réelle",
  "files.viewer.close": "Fermer",
  "files.viewer.download": "Télécharger",
});
