import { learn } from "../../../words/t.js";

learn("de", {
  "rating.1": "sehr schlecht",
  "rating.2": "schlecht",
  "rating.3": "mittel",
  "rating.4": "gut",
  "rating.5": "sehr gut",
  "rating.by.you": "Sie haben dieses Gespräch bewertet: {words}",
  "rating.by.other": "{name} hat dieses Gespräch bewertet: {words}",
  "rating.quoted": "{said} – „{body}“",
});
