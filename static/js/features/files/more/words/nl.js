// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "files.remove": "{name} verwijderen",
  "files.going": "{name} wordt verzonden",
  "files.cancel": "Annuleren",
  "files.view": "{name} bekijken",
  "files.not-loaded": "Kon niet worden geladen. Probeer het opnieuw.",
  "files.download": "{name} downloaden",
  "files.checking": "Wordt gecontroleerd…",
  "files.too-many": {
    one: "Hoogstens {n} bestand per bericht.",
    other: "Hoogstens {n} bestanden per bericht.",
  },
  "files.too-large": "{name} is te groot: hoogstens {size}.",
  "files.empty": "{name} is leeg.",
  "files.refused.infected": "Verwijderd: niet veilig",
  "files.refused.unreadable": "Deze afbeelding is niet leesbaar",
  "files.refused.too_many_pixels": "Deze afbeelding is te groot om te tonen",
  "files.refused.gone": "Niet meer beschikbaar",
  "files.failed.too_large": "Een bestand is te groot.",
  "files.failed.ticket_full": "Aan dit gesprek kunnen geen bestanden meer worden toegevoegd.",
  "files.failed.too_many_files": "Te veel bestanden in één bericht.",
  "files.viewer": "Afbeelding",
  "files.viewer.before": "De vorige",
  "files.viewer.after": "De volgende",
  "files.viewer.zoom": "Ware grootte",
  "files.viewer.close": "Sluiten",
  "files.viewer.download": "Downloaden",
});
