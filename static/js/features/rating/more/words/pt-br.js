// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "rating.thanks": "Obrigado. Você ainda pode mudar.",
  "rating.refused": "Não é mais possível avaliar.",
});
