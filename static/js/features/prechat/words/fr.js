// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "prechat.needed-field": "Veuillez indiquer ceci.",
  "prechat.needed-box": "Veuillez donner votre accord.",
  "prechat.no-email": "Cela ne ressemble pas à une adresse e-mail.",
  "prechat.refused": "Cela ne peut pas être accepté tel quel.",
  "prechat.reload":
    "Il y a du nouveau à accepter. Veuillez recharger cette page : ce que vous avez écrit est conservé.",
});
