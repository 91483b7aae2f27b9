import { learn } from "../../../words/t.js";

learn("en", {
  "sites.verified": "verified by the site",
  "sites.says": "says who they are",
});
