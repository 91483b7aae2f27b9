// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "privacy.erased": "Ce qui a été écrit avant a été effacé.",
  "privacy.erased_part": "Une partie de ce qui a été écrit avant a été effacée.",
  "privacy.asked.export": "Une copie des données personnelles a été demandée.",
  "privacy.asked.erase": "L’effacement des données personnelles a été demandé.",
  "privacy.ready":
    "La copie des données personnelles est prête : elle peut être téléchargée ici pendant sept jours.",
  "privacy.granted": "La demande a été acceptée : tout ce qui a été écrit ici est en cours d’effacement.",
  "privacy.refused": "La demande concernant les données personnelles a été refusée : {reason}",
});
