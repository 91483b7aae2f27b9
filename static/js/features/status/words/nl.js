// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "status.resolved.you": "U hebt dit gesprek als opgelost gemarkeerd",
  "status.resolved.other": "{name} heeft dit gesprek als opgelost gemarkeerd",
  "status.reopened.you": "U hebt dit gesprek heropend",
  "status.reopened.other": "{name} heeft dit gesprek heropend",
});
