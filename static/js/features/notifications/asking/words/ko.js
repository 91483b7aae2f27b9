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
  "notifications.push.home": "이 페이지가 홈 화면에 있으면 이 브라우저가 답변을 알려 드릴 수 있습니다.",
  "notifications.push.how": "방법 보기",
  "notifications.push.home.how":
    "공유를 누른 다음 ‘홈 화면에 추가’를 누르세요. 거기에서 이 대화를 열면 다시 여쭤봅니다.",
});
