// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "prechat.needed-field": "请填写此项。",
  "prechat.needed-box": "请勾选同意。",
  "prechat.no-email": "这不像是电子邮件地址。",
  "prechat.refused": "无法按原样接收。",
  "prechat.reload": "有新的内容需要您同意。请重新加载此页面：您写的内容会保留。",
});
