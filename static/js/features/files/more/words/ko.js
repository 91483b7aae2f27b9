// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "files.remove": "{name} 제거",
  "files.going": "{name} 보내는 중",
  "files.cancel": "취소",
  "files.view": "{name} 보기",
  "files.not-loaded": "불러오지 못했습니다. 다시 시도해 주세요.",
  "files.download": "{name} 다운로드",
  "files.checking": "확인 중…",
  "files.too-many": { other: "메시지 하나에 파일은 최대 {n}개입니다." },
  "files.too-large": "{name} 파일이 너무 큽니다. 최대 {size}입니다.",
  "files.empty": "{name} 파일이 비어 있습니다.",
  "files.refused.infected": "제거됨: 안전하지 않음",
  "files.refused.unreadable": "이 사진을 읽을 수 없습니다",
  "files.refused.too_many_pixels": "사진이 너무 커서 표시할 수 없습니다",
  "files.refused.gone": "더 이상 없습니다",
  "files.failed.too_large": "파일이 너무 큽니다.",
  "files.failed.ticket_full": "이 대화에는 더 이상 파일을 추가할 수 없습니다.",
  "files.failed.too_many_files": "메시지 하나에 파일이 너무 많습니다.",
  "files.viewer": "사진",
  "files.viewer.before": "이전",
  "files.viewer.after": "다음",
  "files.viewer.zoom": "실제 크기",
  "files.viewer.close": "닫기",
  "files.viewer.download": "다운로드",
});
