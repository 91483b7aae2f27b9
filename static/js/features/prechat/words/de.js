import { learn } from "../../../words/t.js";

learn("de", {
  "prechat.needed-field": "Bitte geben Sie das an.",
  "prechat.needed-box": "Bitte stimmen Sie zu.",
  "prechat.no-email": "Das sieht nicht nach einer E-Mail-Adresse aus.",
  "prechat.refused": "So kann das nicht angenommen werden.",
  "prechat.reload":
    "Es gibt etwas Neues, dem zuzustimmen ist. Bitte laden Sie diese Seite neu: Was Sie geschrieben haben, bleibt.",
});
