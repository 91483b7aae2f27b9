import { learn } from "../../../../words/t.js";

learn("de", {
  "files.how.has": "Nach has: steht file.",
});
