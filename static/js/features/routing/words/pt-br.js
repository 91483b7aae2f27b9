// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "routing.vanished": "A conexão de {name} caiu; outra pessoa da equipe continua",
});
