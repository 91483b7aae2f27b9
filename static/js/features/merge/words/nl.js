// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "merge.log.into": "Dit gesprek gaat verder in een ander gesprek",
  "merge.log.apart": "Dit gesprek gaat weer op zichzelf verder",
});
