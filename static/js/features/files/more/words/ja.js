// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "files.remove": "{name} を取り除く",
  "files.going": "{name} を送信しています",
  "files.cancel": "キャンセル",
  "files.view": "{name} を表示",
  "files.not-loaded": "読み込めませんでした。もう一度お試しください。",
  "files.download": "{name} をダウンロード",
  "files.checking": "確認しています…",
  "files.too-many": { other: "1 通のメッセージに添付できるファイルは {n} 個までです。" },
  "files.too-large": "{name} は大きすぎます。{size} までです。",
  "files.empty": "{name} は空です。",
  "files.refused.infected": "削除済み: 安全ではありません",
  "files.refused.unreadable": "この画像は読み取れません",
  "files.refused.too_many_pixels": "この画像は大きすぎて表示できません",
  "files.refused.gone": "もうありません",
  "files.failed.too_large": "大きすぎるファイルがあります。",
  "files.failed.ticket_full": "この会話にはこれ以上ファイルを追加できません。",
  "files.failed.too_many_files": "1 通のメッセージにファイルが多すぎます。",
  "files.viewer": "画像",
  "files.viewer.before": "前へ",
  "files.viewer.after": "次へ",
  "files.viewer.zoom": "原寸大",
  "files.viewer.close": "閉じる",
  "files.viewer.download": "ダウンロード",
});
