import { learn } from "../../words/t.js";

learn("en", {
  "people.no-link": "The link can't be had just now. Please try again.",
  "people.link-copied": "Copied. Whoever has this link can read and write here.",
});
