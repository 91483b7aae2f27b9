// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "files.remove": "Remover {name}",
  "files.going": "{name} está sendo enviado",
  "files.cancel": "Cancelar",
  "files.view": "Ver {name}",
  "files.not-loaded": "Não foi possível carregar. Tente novamente.",
  "files.download": "Baixar {name}",
  "files.checking": "Verificando…",
  "files.too-many": {
    one: "No máximo {n} arquivo por mensagem.",
    many: "No máximo {n} arquivos por mensagem.",
    other: "No máximo {n} arquivos por mensagem.",
  },
  "files.too-large": "{name} é grande demais: no máximo {size}.",
  "files.empty": "{name} está vazio.",
  "files.refused.infected": "Removido: não é seguro",
  "files.refused.unreadable": "Não é possível ler esta imagem",
  "files.refused.too_many_pixels": "Esta imagem é grande demais para ser exibida",
  "files.refused.gone": "Não está mais disponível",
  "files.failed.too_large": "Um arquivo é grande demais.",
  "files.failed.ticket_full": "Esta conversa não aceita mais arquivos.",
  "files.failed.too_many_files": "Arquivos demais em uma mensagem.",
  "files.viewer": "Imagem",
  "files.viewer.before": "A anterior",
  "files.viewer.after": "A próxima",
  "files.viewer.zoom": "Tamanho real",
  "files.viewer.close": "Fechar",
  "files.viewer.download": "Baixar",
});
