// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ja", {
  "presence.online": "オンライン",
  "presence.unstable": "接続が不安定",
  "presence.not-here": "不在",
  "presence.just-gone": "先ほど退席",
  "presence.gone": "{time}前から不在",
  "presence.here": { other: "{names} がいます" },
  "presence.on-duty": "担当者がおります",
  "presence.away": "ただいま不在です。メッセージは後ほど拝見します。",
});
