// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ja", {
  "conversation.new": { other: "新着メッセージ {n} 件" },
  "conversation.newest": "最新のメッセージへ",
  "conversation.note-by": "{name} · 内部メモ",
  "conversation.mark.waiting": "送信待ち",
  "conversation.mark.stored": "送信済み",
  "conversation.mark.delivered": "配信済み",
  "conversation.mark.read": "既読",
  "conversation.spoken": "{name}: {body}",
  "conversation.spoken-note": "{name}、内部メモ: {body}",
  "conversation.you": "あなた",
  "conversation.yours": "お客様との会話",
  "conversation.over": { other: "{n} 文字超過しています。" },
  "conversation.too-long": "長すぎます。{n} 文字以内でお願いします。",
  "conversation.not-kept": "保存できませんでした。もう一度お試しください。",
  "conversation.gone": "この会話はもうありません",
  "conversation.gone.why": "削除されました。いつでも新しい会話を始められます。",
  "conversation.expired": "リンクの有効期限切れ",
  "conversation.erased": "消去済み",
});
