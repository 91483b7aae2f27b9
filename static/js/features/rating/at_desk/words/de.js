import { learn } from "../../../../words/t.js";

learn("de", {
  "rating.of": "{score} von {of}: {words}",
  "rating.week": "{n}, {share} % gut",
});
