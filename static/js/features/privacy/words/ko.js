// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "privacy.erased": "이전에 작성된 내용이 삭제되었습니다.",
  "privacy.erased_part": "이전에 작성된 내용 중 일부가 삭제되었습니다.",
});
