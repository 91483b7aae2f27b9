import { learn } from "../../../../words/t.js";

learn("en", {
  "rating.1": "very bad",
  "rating.2": "bad",
  "rating.3": "so-so",
  "rating.4": "good",
  "rating.5": "very good",
  "rating.of": "{score} of {of}: {words}",
  "rating.quoted": "{said} – “{body}”",
  "rating.week": "{n}, {share} % good",
});
