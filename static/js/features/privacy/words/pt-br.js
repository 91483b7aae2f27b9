// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "privacy.erased": "O que foi escrito antes foi apagado.",
  "privacy.erased_part": "Parte do que foi escrito antes disto foi apagada.",
  "privacy.asked.export": "Foi solicitada uma cópia dos dados pessoais.",
  "privacy.asked.erase": "Foi solicitada a exclusão dos dados pessoais.",
  "privacy.ready": "A cópia dos dados pessoais está pronta: ela pode ser baixada aqui por sete dias.",
  "privacy.granted": "A solicitação foi aceita: tudo o que foi escrito aqui está sendo apagado.",
  "privacy.refused": "A solicitação sobre os dados pessoais foi recusada: {reason}",
});
