// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("zh-hans", {
  "conversation.new": { other: "{n} 条新消息" },
  "conversation.newest": "查看最新消息",
  "conversation.note-by": "{name} · 内部备注",
  "conversation.mark.waiting": "等待发送",
  "conversation.mark.stored": "已发送",
  "conversation.mark.delivered": "已送达",
  "conversation.mark.read": "已读",
  "conversation.spoken": "{name}：{body}",
  "conversation.spoken-note": "{name}，内部备注：{body}",
  "conversation.you": "您",
  "conversation.yours": "您的对话",
  "conversation.over": { other: "超出 {n} 个字符。" },
  "conversation.too-long": "内容过长：最多 {n} 个字符。",
  "conversation.not-kept": "无法保存。请重试。",
  "conversation.gone": "此对话已不存在",
  "conversation.gone.why": "对话已被删除。您可以随时开始新的对话。",
  "conversation.expired": "链接已过期",
  "conversation.erased": "已清除",
});
