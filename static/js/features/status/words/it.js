// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("it", {
  "status.resolved.you": "Ha segnato questa conversazione come risolta",
  "status.resolved.other": "{name} ha segnato questa conversazione come risolta",
  "status.reopened.you": "Ha riaperto questa conversazione",
  "status.reopened.other": "{name} ha riaperto questa conversazione",
});
