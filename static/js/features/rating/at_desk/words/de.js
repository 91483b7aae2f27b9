import { learn } from "../../../../words/t.js";

learn("de", {
  "rating.1": "sehr schlecht",
  "rating.2": "schlecht",
  "rating.3": "mittel",
  "rating.4": "gut",
  "rating.5": "sehr gut",
  "rating.of": "{score} von {of}: {words}",
  "rating.quoted": "{said} – „{body}“",
  "rating.week": "{n}, {share} % gut",
});
