// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "status.resolved.you": "Bu görüşmeyi çözüldü olarak işaretlediniz",
  "status.resolved.other": "{name} bu görüşmeyi çözüldü olarak işaretledi",
  "status.reopened.you": "Bu görüşmeyi yeniden açtınız",
  "status.reopened.other": "{name} bu görüşmeyi yeniden açtı",
});
