import { learn } from "../../../words/t.js";

learn("de", {
  "rating.by.you": "Sie haben dieses Gespräch bewertet: {words}",
  "rating.by.other": "{name} hat dieses Gespräch bewertet: {words}",
});
