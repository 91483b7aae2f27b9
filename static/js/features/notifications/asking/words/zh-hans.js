// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "notifications.push.ask": "有回复时，即使这个页面已关闭，也要让这个浏览器通知您吗？",
  "notifications.push.yes": "好，通知我",
  "notifications.push.no": "不用了，谢谢",
  "notifications.push.on": "您可以关闭这个页面：有回复时，这个浏览器会通知您。",
  "notifications.push.off": "关闭通知",
  "notifications.push.denied": "这个浏览器不允许通知。您可以在浏览器对此页面的设置中更改。",
  "notifications.push.failed": "在这个浏览器中未能成功。",
  "notifications.push.home": "将此页面添加到主屏幕后，此浏览器就能在有回复时通知您。",
  "notifications.push.how": "如何操作",
  "notifications.push.home.how": "请轻点“共享”，然后选择“添加到主屏幕”。从主屏幕打开此对话后，会再次询问您。",
});
