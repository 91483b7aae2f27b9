// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "prechat.needed-field": "입력해 주세요.",
  "prechat.needed-box": "동의해 주세요.",
  "prechat.no-email": "이메일 주소가 아닌 것 같습니다.",
  "prechat.refused": "이대로는 받을 수 없습니다.",
  "prechat.reload":
    "새로 동의해야 할 내용이 있습니다. 이 페이지를 새로고침해 주세요. 작성한 내용은 그대로 남습니다.",
});
