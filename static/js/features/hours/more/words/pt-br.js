// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "hours.here": "Há alguém aqui para atender você",
  "hours.busy": "Muita procura agora: vai demorar um pouco mais",
  "hours.nobody": "Ninguém está aqui no momento",
  "hours.closed": "Fechado até {time}",
  "hours.shut": "Fechado",
  "hours.day-and-time": "{day}, {time}",
  "hours.read-from": "Escreva mesmo assim: será lido a partir de {time}.",
  "hours.read-soon": "Escreva mesmo assim: será lido assim que alguém voltar.",
  "hours.next": "Você é o próximo da fila",
  "hours.place": "Você é o número {place} da fila",
  "hours.usual": "As respostas costumam chegar em {least} a {most}",
  "hours.usual-one": "As respostas costumam chegar em {least}",
  "hours.no-email": "Isto não parece um endereço de e-mail.",
  "hours.left": "Obrigado. A resposta chegará lá também.",
  "hours.not-left": "Não foi possível enviar. Tente de novo.",
});
