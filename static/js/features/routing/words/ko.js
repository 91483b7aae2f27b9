// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "routing.vanished": "{name} 님의 연결이 끊겨 다른 상담원이 이어받습니다",
});
