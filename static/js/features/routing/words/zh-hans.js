// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "routing.vanished": "{name} 的连接已中断，由同事接手",
});
