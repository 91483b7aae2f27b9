// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "files.remove": "移除 {name}",
  "files.going": "正在发送 {name}",
  "files.cancel": "取消",
  "files.view": "查看 {name}",
  "files.not-loaded": "无法加载。请重试。",
  "files.download": "下载 {name}",
  "files.checking": "正在检查…",
  "files.too-many": { other: "每条消息最多 {n} 个文件。" },
  "files.too-large": "{name} 太大：最多 {size}。",
  "files.empty": "{name} 是空的。",
  "files.refused.infected": "已移除：不安全",
  "files.refused.unreadable": "无法读取此图片",
  "files.refused.too_many_pixels": "此图片太大，无法显示",
  "files.refused.gone": "已不存在",
  "files.failed.too_large": "有文件太大。",
  "files.failed.ticket_full": "此对话无法再添加文件。",
  "files.failed.too_many_files": "一条消息中的文件过多。",
  "files.viewer": "图片",
  "files.viewer.before": "上一张",
  "files.viewer.after": "下一张",
  "files.viewer.zoom": "原始大小",
  "files.viewer.close": "关闭",
  "files.viewer.download": "下载",
});
