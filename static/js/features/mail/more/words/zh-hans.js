// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("zh-hans", {
  "mail.asked": "邮件已发出。",
  "mail.asked-often": "刚才已发送多封。请查看邮箱，稍后再试。",
  "mail.not-asked": "未能发送。请重试。",
});
