// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "widget.open": "채팅 열기",
  "widget.close": "채팅 닫기",
  "widget.chat": "채팅",
  "widget.new": { other: "새 메시지 {n}개" },
  "widget.away": "지금은 채팅에 연결할 수 없습니다.",
});
