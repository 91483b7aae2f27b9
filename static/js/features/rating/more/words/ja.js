// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "rating.thanks": "ありがとうございます。まだ変更できます。",
  "rating.refused": "もう評価できません。",
});
