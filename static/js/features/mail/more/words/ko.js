// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ko", {
  "mail.asked": "보내 드렸습니다.",
  "mail.asked-often": "방금 여러 통을 보냈습니다. 메일함을 확인하고 잠시 후 다시 시도해 주세요.",
  "mail.not-asked": "보내지 못했습니다. 다시 시도해 주세요.",
});
