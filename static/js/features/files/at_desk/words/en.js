import { learn } from "../../../../words/t.js";

learn("en", {
  "files.how.has": "After has: comes file.",
});
