// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "prechat.needed-field": "Informe isto, por favor.",
  "prechat.needed-box": "Dê seu consentimento, por favor.",
  "prechat.no-email": "Isto não parece um endereço de e-mail.",
  "prechat.refused": "Isto não pode ser aceito como está.",
  "prechat.reload": "Há algo novo a aceitar. Recarregue esta página: o que você escreveu será mantido.",
});
