// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ko", {
  "people.no-link": "지금은 링크를 가져올 수 없습니다. 다시 시도해 주세요.",
  "people.link-copied": "복사했습니다. 이 링크를 가진 사람은 누구나 여기서 읽고 쓸 수 있습니다.",
});
