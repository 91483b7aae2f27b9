// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "routing.vanished": "{name} 님의 연결이 끊어져 다른 담당자가 이어받습니다",
});
