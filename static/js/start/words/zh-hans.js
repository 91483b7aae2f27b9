// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("zh-hans", {
  "start.send": "开始对话",
  "start.sending": "正在发送…",
  "start.continue": "继续您的对话",
  "start.open-last": "打开您上次的对话",
  "start.no-body": "请简单写下您需要什么帮助。",
  "start.no-name": "请告诉我们怎么称呼您。",
  "start.no-email": "这不像是电子邮件地址。",
  "start.over": { other: "超出 {n} 个字符。" },
  "start.too-long": "内容过长：最多 {n} 个字符。",
  "start.refused-field.body": "无法按原样发送。请换个说法。",
  "start.refused-field.name": "不能用作姓名。请换一种写法。",
  "start.refused-field.email": "我们无法向此邮箱发送邮件。请检查，或留空。",
  "start.refused": "未能按原样接收。您的消息已保存：请检查后重试。",
  "start.refused.conflict": "之前的版本已经发送。按下按钮可将此版本也一并发送。",
  "start.refused.forbidden": "此页面无法从这里发送。您的消息已保存：请重新加载页面。",
  "start.kept": "您的消息已保存，稍后会发送。",
  "start.many": "当前咨询人数较多。将在 {n} 秒后发送；您的消息已保存。",
  "start.offline": "您已离线。您的消息已保存，恢复连接后会发送。",
  "start.unreachable": "暂时无法连接到我们。",
});
