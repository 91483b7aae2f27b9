// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "notifications.push.ask":
    "Quer que este navegador avise quando houver uma resposta, mesmo com esta página fechada?",
  "notifications.push.yes": "Sim, quero",
  "notifications.push.no": "Não, obrigado",
  "notifications.push.on": "Você pode fechar esta página: este navegador avisa quando houver uma resposta.",
  "notifications.push.off": "Desativar",
  "notifications.push.denied":
    "Este navegador não permite isso. Você pode mudar isso nas configurações dele para esta página.",
  "notifications.push.failed": "Não funcionou neste navegador.",
  "notifications.push.home":
    "Este navegador pode avisar você das respostas quando esta página estiver na sua tela de início.",
  "notifications.push.how": "Ver como",
  "notifications.push.home.how":
    "Toque em Compartilhar e depois em “Adicionar à Tela de Início”. Abra esta conversa a partir dali, e você verá a pergunta de novo.",
});
