// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "widget.open": "チャットを開く",
  "widget.close": "チャットを閉じる",
  "widget.chat": "チャット",
  "widget.new": { other: "新着メッセージ {n} 件" },
  "widget.away": "ただいまチャットに接続できません。",
});
