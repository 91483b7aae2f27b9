import { learn } from "../../../../words/t.js";

learn("en", {
  "rating.of": "{score} of {of}: {words}",
  "rating.week": "{n}, {share} % good",
});
