// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "privacy.erased": "이전에 작성된 내용이 삭제되었습니다.",
  "privacy.erased_part": "이전에 작성된 내용 중 일부가 삭제되었습니다.",
  "privacy.asked.export": "개인 데이터 사본이 요청되었습니다.",
  "privacy.asked.erase": "개인 데이터 삭제가 요청되었습니다.",
  "privacy.ready": "개인 데이터 사본이 준비되었습니다. 여기에서 7일 동안 내려받을 수 있습니다.",
  "privacy.granted": "요청이 승인되었습니다. 여기에 작성된 모든 내용이 삭제됩니다.",
  "privacy.refused": "개인 데이터에 관한 요청이 거절되었습니다: {reason}",
});
