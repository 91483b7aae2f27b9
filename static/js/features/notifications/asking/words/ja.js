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
  "notifications.push.home": "このページをホーム画面に追加すると、このブラウザで回答をお知らせできます。",
  "notifications.push.how": "方法を見る",
  "notifications.push.home.how":
    "「共有」をタップし、「ホーム画面に追加」を選んでください。そこからこの会話を開くと、もう一度確認されます。",
});
