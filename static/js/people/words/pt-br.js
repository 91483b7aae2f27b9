// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pt-br", {
  "people.no-link": "O link não está disponível no momento. Tente de novo.",
  "people.link-copied": "Copiado. Quem tiver este link pode ler e escrever aqui.",
});
