// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "mail.asked": "Está a caminho.",
  "mail.asked-often":
    "Vários acabaram de ser enviados. Olhe na sua caixa de entrada e tente de novo mais tarde.",
  "mail.not-asked": "Não foi possível enviar. Tente de novo.",
});
