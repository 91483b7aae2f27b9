import { learn } from "../../../words/t.js";

learn("de", {
  "privacy.erased": "Was davor geschrieben wurde, ist gelöscht.",
  "privacy.erased_part": "Ein Teil dessen, was davor geschrieben wurde, ist gelöscht.",
  "privacy.asked.export": "Eine Kopie der persönlichen Daten wurde verlangt.",
  "privacy.asked.erase": "Die Löschung der persönlichen Daten wurde verlangt.",
  "privacy.ready":
    "Die Kopie der persönlichen Daten ist fertig: Sie kann hier sieben Tage lang heruntergeladen werden.",
  "privacy.granted": "Der Bitte wurde entsprochen: Alles, was hier geschrieben wurde, wird gelöscht.",
  "privacy.refused": "Die Bitte zu den persönlichen Daten wurde abgelehnt: {reason}",
});
