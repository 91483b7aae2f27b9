// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ko", {
  "presence.online": "온라인",
  "presence.unstable": "연결 불안정",
  "presence.not-here": "자리에 없음",
  "presence.just-gone": "방금 나감",
  "presence.gone": "{time} 전에 나감",
  "presence.here": { other: "{names} 님이 있습니다" },
  "presence.on-duty": "상담원이 있습니다",
  "presence.away": "지금은 자리에 없습니다. 메시지를 남기시면 확인하겠습니다.",
});
