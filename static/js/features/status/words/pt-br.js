// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("pt-br", {
  "status.resolved.you": "Você marcou esta conversa como resolvida",
  "status.resolved.other": "{name} marcou esta conversa como resolvida",
  "status.reopened.you": "Você reabriu esta conversa",
  "status.reopened.other": "{name} reabriu esta conversa",
});
