import { learn } from "../../../../words/t.js";

learn("en", {
  "rating.thanks": "Thank you. You can still change it.",
  "rating.refused": "This can no longer be rated.",
});
