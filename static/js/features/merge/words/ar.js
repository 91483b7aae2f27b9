// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ar", {
  "merge.log.into": "تستمر هذه المحادثة في محادثة أخرى",
  "merge.log.apart": "تستمر هذه المحادثة من جديد على حدة",
});
