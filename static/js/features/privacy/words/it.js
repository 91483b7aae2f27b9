// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "privacy.erased": "Ciò che è stato scritto prima è stato cancellato.",
  "privacy.erased_part": "Una parte di ciò che è stato scritto prima è stata cancellata.",
  "privacy.asked.export": "È stata richiesta una copia dei dati personali.",
  "privacy.asked.erase": "È stata richiesta la cancellazione dei dati personali.",
  "privacy.ready": "La copia dei dati personali è pronta: può essere scaricata qui per sette giorni.",
  "privacy.granted": "La richiesta è stata accettata: tutto ciò che è stato scritto qui viene cancellato.",
  "privacy.refused": "La richiesta sui dati personali è stata respinta: {reason}",
});
