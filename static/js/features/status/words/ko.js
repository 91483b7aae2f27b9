// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "status.resolved.you": "이 대화를 해결됨으로 표시했습니다",
  "status.resolved.other": "{name} 님이 이 대화를 해결됨으로 표시했습니다",
  "status.reopened.you": "이 대화를 다시 열었습니다",
  "status.reopened.other": "{name} 님이 이 대화를 다시 열었습니다",
});
