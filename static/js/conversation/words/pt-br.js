// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("pt-br", {
  "conversation.new": { one: "{n} mensagem nova", many: "{n} mensagens novas", other: "{n} mensagens novas" },
  "conversation.newest": "Ir para as mensagens mais recentes",
  "conversation.note-by": "{name} · nota interna",
  "conversation.mark.waiting": "Aguardando envio",
  "conversation.mark.stored": "Enviada",
  "conversation.mark.delivered": "Entregue",
  "conversation.mark.read": "Lida",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, nota interna: {body}",
  "conversation.you": "Você",
  "conversation.yours": "Sua conversa",
  "conversation.over": {
    one: "{n} caractere a mais.",
    many: "{n} caracteres a mais.",
    other: "{n} caracteres a mais.",
  },
  "conversation.too-long": "Longo demais: no máximo {n} caracteres.",
  "conversation.not-kept": "Não foi possível guardar. Tente de novo.",
  "conversation.gone": "Esta conversa não existe mais",
  "conversation.gone.why": "Ela foi excluída. Você pode começar uma nova quando quiser.",
  "conversation.expired": "Link expirado",
  "conversation.erased": "Apagado",
});
