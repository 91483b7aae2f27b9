// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("zh-hans", {
  "presence.online": "在线",
  "presence.unstable": "连接不稳定",
  "presence.not-here": "不在",
  "presence.just-gone": "刚刚离开",
  "presence.gone": "{time}前离开",
  "presence.here": { other: "{names} 在线" },
  "presence.on-duty": "客服在线",
  "presence.away": "暂时无人在线。您的消息会为我们保留。",
});
