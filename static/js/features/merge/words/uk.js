// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "merge.log.into": "Ця розмова триває в іншій розмові",
  "merge.log.apart": "Ця розмова знову триває окремо",
});
