// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("es", {
  "status.resolved.you": "Ha marcado esta conversación como resuelta",
  "status.resolved.other": "{name} ha marcado esta conversación como resuelta",
  "status.reopened.you": "Ha reabierto esta conversación",
  "status.reopened.other": "{name} ha reabierto esta conversación",
});
