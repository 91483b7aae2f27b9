// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "rating.by.you": "이 대화를 평가했습니다: {words}",
  "rating.by.other": "{name} 님이 이 대화를 평가했습니다: {words}",
});
