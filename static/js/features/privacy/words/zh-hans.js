// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("zh-hans", {
  "privacy.erased": "此前的内容已被清除。",
  "privacy.erased_part": "此前所写的部分内容已被删除。",
  "privacy.asked.export": "已请求获取个人数据的副本。",
  "privacy.asked.erase": "已请求清除个人数据。",
  "privacy.ready": "个人数据的副本已准备好：七天内可在此下载。",
  "privacy.granted": "请求已被接受：此处写下的所有内容正在被清除。",
  "privacy.refused": "有关个人数据的请求已被拒绝：{reason}",
});
