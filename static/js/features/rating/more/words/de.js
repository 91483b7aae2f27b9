import { learn } from "../../../../words/t.js";

learn("de", {
  "rating.thanks": "Danke. Sie können es noch ändern.",
  "rating.refused": "Das lässt sich nicht mehr bewerten.",
});
