import { learn } from "../../../words/t.js";

learn("de", {
  "sites.verified": "von der Website bestätigt",
  "sites.says": "eigene Angabe",
});
