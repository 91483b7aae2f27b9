// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "typing.typing": { other: "{names} 正在输入…" },
});
