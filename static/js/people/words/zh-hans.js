// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("zh-hans", {
  "people.no-link": "暂时无法获取链接。请重试。",
  "people.link-copied": "已复制。任何拥有此链接的人都可以在这里阅读和书写。",
});
