// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("ja", {
  "people.no-link": "ただいまリンクを取得できません。もう一度お試しください。",
  "people.link-copied": "コピーしました。このリンクを持つ人は誰でもここで読み書きできます。",
});
