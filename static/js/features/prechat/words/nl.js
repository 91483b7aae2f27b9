// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "prechat.needed-field": "Vul dit in.",
  "prechat.needed-box": "Ga hiermee akkoord.",
  "prechat.no-email": "Dit lijkt geen e-mailadres.",
  "prechat.refused": "Dit kan zo niet worden aangenomen.",
  "prechat.reload":
    "Er is iets nieuws om mee akkoord te gaan. Laad deze pagina opnieuw: wat u hebt geschreven, blijft bewaard.",
});
