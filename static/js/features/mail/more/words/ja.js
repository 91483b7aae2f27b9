// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ja", {
  "mail.asked": "お送りしました。",
  "mail.asked-often":
    "先ほど何通かお送りしました。受信箱をご確認のうえ、しばらくしてからもう一度お試しください。",
  "mail.not-asked": "送信できませんでした。もう一度お試しください。",
});
