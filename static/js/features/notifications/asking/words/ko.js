// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "notifications.push.ask": "이 페이지를 닫은 뒤에도 답변이 오면 이 브라우저에서 알려 드릴까요?",
  "notifications.push.yes": "네, 알려 주세요",
  "notifications.push.no": "아니요, 괜찮습니다",
  "notifications.push.on": "이 페이지를 닫으셔도 됩니다. 답변이 오면 이 브라우저에서 알려 드립니다.",
  "notifications.push.off": "끄기",
  "notifications.push.denied":
    "이 브라우저에서 허용되지 않았습니다. 브라우저의 이 페이지 설정에서 바꿀 수 있습니다.",
  "notifications.push.failed": "이 브라우저에서는 되지 않았습니다.",
});
