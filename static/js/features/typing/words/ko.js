// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "typing.typing": { other: "{names} 님이 입력 중…" },
});
