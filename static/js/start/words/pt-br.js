// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pt-br", {
  "start.send": "Começar a conversa",
  "start.sending": "Enviando…",
  "start.continue": "Continuar sua conversa",
  "start.open-last": "Abrir sua última conversa",
  "start.no-body": "Escreva em poucas palavras do que você precisa.",
  "start.no-name": "Diga como podemos chamar você.",
  "start.no-email": "Isto não parece um endereço de e-mail.",
  "start.over": {
    one: "{n} caractere a mais.",
    many: "{n} caracteres a mais.",
    other: "{n} caracteres a mais.",
  },
  "start.too-long": "Longo demais: no máximo {n} caracteres.",
  "start.refused-field.body": "Não dá para enviar assim. Escreva com outras palavras.",
  "start.refused-field.name": "Isto não pode ser usado como nome. Escreva de outra forma.",
  "start.refused-field.email": "Não conseguimos escrever para este e-mail. Confira ou deixe em branco.",
  "start.refused": "Não foi aceita como está. Sua mensagem está guardada: confira e tente de novo.",
  "start.refused.conflict": "Uma versão anterior já foi enviada. Aperte o botão para enviar esta também.",
  "start.refused.forbidden":
    "Esta página não consegue enviar daqui. Sua mensagem está guardada: recarregue a página.",
  "start.kept": "Sua mensagem está guardada e será enviada.",
  "start.many": "Muita gente está escrevendo ao mesmo tempo. Envio em {n} s; sua mensagem está guardada.",
  "start.offline": "Você está off-line. Sua mensagem está guardada e será enviada quando a conexão voltar.",
  "start.unreachable": "Não é possível falar conosco no momento.",
});
