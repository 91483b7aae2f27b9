// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pt-br", {
  "widget.open": "Abrir o chat",
  "widget.close": "Fechar o chat",
  "widget.chat": "Chat",
  "widget.new": { one: "{n} mensagem nova", many: "{n} mensagens novas", other: "{n} mensagens novas" },
  "widget.away": "O chat está fora do ar no momento.",
});
