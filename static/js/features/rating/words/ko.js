// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "rating.1": "매우 나쁨",
  "rating.2": "나쁨",
  "rating.3": "보통",
  "rating.4": "좋음",
  "rating.5": "매우 좋음",
  "rating.by.you": "이 대화를 평가했습니다: {words}",
  "rating.by.other": "{name} 님이 이 대화를 평가했습니다: {words}",
  "rating.quoted": "{said} – “{body}”",
});
