// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ko", {
  "start.send": "대화 시작",
  "start.sending": "보내는 중…",
  "start.continue": "대화 계속하기",
  "start.open-last": "지난 대화 열기",
  "start.no-body": "무엇이 필요하신지 간단히 적어 주세요.",
  "start.no-name": "성함을 알려 주세요.",
  "start.no-email": "이메일 주소가 아닌 것 같습니다.",
  "start.over": { other: "{n}자 초과했습니다." },
  "start.too-long": "너무 깁니다. 최대 {n}자입니다.",
  "start.refused-field.body": "이대로는 보낼 수 없습니다. 다른 말로 적어 주세요.",
  "start.refused-field.name": "이름으로 사용할 수 없습니다. 다르게 적어 주세요.",
  "start.refused-field.email": "이 이메일 주소로는 보낼 수 없습니다. 확인하시거나 비워 두세요.",
  "start.refused": "이대로는 접수되지 않았습니다. 메시지는 보관되어 있습니다. 확인하고 다시 시도해 주세요.",
  "start.refused.conflict": "이전 내용이 이미 전송되었습니다. 이것도 보내려면 버튼을 누르세요.",
  "start.refused.forbidden":
    "여기서는 보낼 수 없습니다. 메시지는 보관되어 있습니다. 페이지를 새로 고쳐 주세요.",
  "start.kept": "메시지가 보관되어 있으며 곧 전송됩니다.",
  "start.many": "많은 분이 동시에 쓰고 있습니다. {n}초 후 전송됩니다. 메시지는 보관되어 있습니다.",
  "start.offline": "오프라인입니다. 메시지는 보관되어 있으며 연결되면 전송됩니다.",
  "start.unreachable": "지금은 연결할 수 없습니다.",
});
