// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "routing.vanished": "{name} の接続が切れたため、別の担当者が引き継ぎます",
});
