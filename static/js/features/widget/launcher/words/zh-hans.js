// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "widget.open": "打开聊天",
  "widget.close": "关闭聊天",
  "widget.chat": "聊天",
  "widget.new": { other: "{n} 条新消息" },
  "widget.away": "暂时无法连接聊天。",
});
