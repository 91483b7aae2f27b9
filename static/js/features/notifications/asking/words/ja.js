// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "notifications.push.ask": "このページを閉じたあとも、返信があったらこのブラウザーでお知らせしますか？",
  "notifications.push.yes": "はい、知らせてください",
  "notifications.push.no": "いいえ、結構です",
  "notifications.push.on": "このページは閉じてもかまいません。返信があれば、このブラウザーでお知らせします。",
  "notifications.push.off": "オフにする",
  "notifications.push.denied":
    "このブラウザーでは許可されていません。ブラウザーのこのページの設定で変更できます。",
  "notifications.push.failed": "このブラウザーではうまくいきませんでした。",
});
