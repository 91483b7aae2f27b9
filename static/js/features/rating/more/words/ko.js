// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "rating.thanks": "감사합니다. 아직 바꿀 수 있습니다.",
  "rating.refused": "더 이상 평가할 수 없습니다.",
});
