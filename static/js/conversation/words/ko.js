// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ko", {
  "conversation.new": { other: "새 메시지 {n}개" },
  "conversation.newest": "최신 메시지로",
  "conversation.note-by": "{name} · 내부 메모",
  "conversation.mark.waiting": "전송 대기 중",
  "conversation.mark.stored": "보냄",
  "conversation.mark.delivered": "전달됨",
  "conversation.mark.read": "읽음",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}, 내부 메모: {body}",
  "conversation.you": "나",
  "conversation.yours": "나의 대화",
  "conversation.over": { other: "{n}자 초과했습니다." },
  "conversation.too-long": "너무 깁니다. 최대 {n}자입니다.",
  "conversation.not-kept": "저장하지 못했습니다. 다시 시도해 주세요.",
  "conversation.gone": "이 대화는 더 이상 없습니다",
  "conversation.gone.why": "삭제되었습니다. 언제든지 새 대화를 시작할 수 있습니다.",
  "conversation.expired": "만료된 링크",
  "conversation.erased": "삭제됨",
});
