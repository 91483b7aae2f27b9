// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "status.resolved.you": "您将此对话标记为已解决",
  "status.resolved.other": "{name} 将此对话标记为已解决",
  "status.reopened.you": "您重新打开了此对话",
  "status.reopened.other": "{name} 重新打开了此对话",
});
