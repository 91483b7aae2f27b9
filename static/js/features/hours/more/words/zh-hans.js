// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "hours.here": "客服在线",
  "hours.busy": "当前较忙：需要稍多一些时间",
  "hours.nobody": "暂时无人在线",
  "hours.closed": "休息中，{time}恢复服务",
  "hours.shut": "休息中",
  "hours.day-and-time": "{day} {time}",
  "hours.read-from": "您仍可留言：我们从{time}起阅读。",
  "hours.read-soon": "您仍可留言：客服回来后会尽快阅读。",
  "hours.next": "下一位就是您",
  "hours.place": "您排在第 {place} 位",
  "hours.usual": "通常在 {least}至 {most}内回复",
  "hours.usual-one": "通常在 {least}内回复",
  "hours.no-email": "这不像是电子邮件地址。",
  "hours.left": "谢谢。回复也会发送到那里。",
  "hours.not-left": "未能发送。请重试。",
});
