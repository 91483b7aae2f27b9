// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "hours.here": "상담원이 있습니다",
  "hours.busy": "지금은 문의가 많아 조금 더 걸립니다",
  "hours.nobody": "지금은 상담원이 없습니다",
  "hours.closed": "{time}까지 운영하지 않습니다",
  "hours.shut": "운영 종료",
  "hours.day-and-time": "{day} {time}",
  "hours.read-from": "그래도 남겨 주세요. {time}부터 확인합니다.",
  "hours.read-soon": "그래도 남겨 주세요. 상담원이 돌아오는 대로 확인합니다.",
  "hours.next": "다음 순서입니다",
  "hours.place": "대기 순번: {place}",
  "hours.usual": "답변은 보통 {least}~{most} 안에 드립니다",
  "hours.usual-one": "답변은 보통 {least} 안에 드립니다",
  "hours.no-email": "이메일 주소가 아닌 것 같습니다.",
  "hours.left": "감사합니다. 답변은 그곳으로도 보내 드립니다.",
  "hours.not-left": "보내지 못했습니다. 다시 시도해 주세요.",
});
