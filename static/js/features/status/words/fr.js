// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "status.resolved.you": "Vous avez marqué cette conversation comme résolue",
  "status.resolved.other": "{name} a marqué cette conversation comme résolue",
  "status.reopened.you": "Vous avez rouvert cette conversation",
  "status.reopened.other": "{name} a rouvert cette conversation",
});
