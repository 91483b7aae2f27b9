// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "merge.log.into": "この会話は別の会話に引き継がれました",
  "merge.log.apart": "この会話は再び単独で続きます",
});
