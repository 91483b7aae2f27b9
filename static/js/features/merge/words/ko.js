// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ko", {
  "merge.log.into": "이 대화는 다른 대화에서 이어집니다",
  "merge.log.apart": "이 대화는 다시 따로 이어집니다",
});
