// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ja", {
  "start.send": "会話を始める",
  "start.sending": "送信しています…",
  "start.continue": "会話を続ける",
  "start.open-last": "前回の会話を開く",
  "start.no-body": "ご用件を簡単にお書きください。",
  "start.no-name": "お名前を教えてください。",
  "start.no-email": "メールアドレスの形式ではないようです。",
  "start.over": { other: "{n} 文字超過しています。" },
  "start.too-long": "長すぎます。{n} 文字以内でお願いします。",
  "start.refused-field.body": "このままでは送信できません。別の言葉でお書きください。",
  "start.refused-field.name": "名前として使えません。別の書き方でお願いします。",
  "start.refused-field.email":
    "このメールアドレスには送信できません。ご確認いただくか、空欄のままにしてください。",
  "start.refused":
    "このままでは受け付けられませんでした。メッセージは保存されています。見直して、もう一度お試しください。",
  "start.refused.conflict":
    "以前の内容はすでに送信されています。こちらも送信するにはボタンを押してください。",
  "start.refused.forbidden":
    "ここからは送信できません。メッセージは保存されています。ページを読み込み直してください。",
  "start.kept": "メッセージは保存されており、送信されます。",
  "start.many": "ただいま混み合っています。{n} 秒後に送信します。メッセージは保存されています。",
  "start.offline": "オフラインです。メッセージは保存されており、接続が戻ると送信されます。",
  "start.unreachable": "ただいま接続できません。",
});
