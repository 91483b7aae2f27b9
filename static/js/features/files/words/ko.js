// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "files.said": { other: "[파일 {n}개: {names}]" },
});
