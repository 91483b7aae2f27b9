// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "routing.vanished": "{name} 的连接已断开，将由其他同事接手",
});
