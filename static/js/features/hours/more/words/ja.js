// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "hours.here": "担当者がおります",
  "hours.busy": "ただいま混み合っています。少しお時間をいただきます",
  "hours.nobody": "ただいま担当者は不在です",
  "hours.closed": "{time}まで受付を終了しています",
  "hours.shut": "受付を終了しています",
  "hours.day-and-time": "{day} {time}",
  "hours.read-from": "メッセージはお送りいただけます。{time}以降に拝見します。",
  "hours.read-soon": "メッセージはお送りいただけます。担当者が戻り次第拝見します。",
  "hours.next": "次がお客様の順番です",
  "hours.place": "待ち順: {place} 番目",
  "hours.usual": "通常 {least}~{most}以内に返信します",
  "hours.usual-one": "通常 {least}以内に返信します",
  "hours.no-email": "メールアドレスの形式ではないようです。",
  "hours.left": "ありがとうございます。返信はそちらにも届きます。",
  "hours.not-left": "送信できませんでした。もう一度お試しください。",
});
