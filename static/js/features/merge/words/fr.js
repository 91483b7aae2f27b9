// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "merge.log.into": "Cette conversation se poursuit dans une autre",
  "merge.log.apart": "Cette conversation se poursuit de nouveau seule",
});
