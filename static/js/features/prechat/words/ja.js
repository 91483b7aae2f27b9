// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ja", {
  "prechat.needed-field": "ご入力ください。",
  "prechat.needed-box": "同意をお願いします。",
  "prechat.no-email": "メールアドレスの形式ではないようです。",
  "prechat.refused": "このままでは受け付けられません。",
  "prechat.reload":
    "新たに同意が必要な項目があります。このページを再読み込みしてください。入力内容は残ります。",
});
