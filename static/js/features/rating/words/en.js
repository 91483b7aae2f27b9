import { learn } from "../../../words/t.js";

learn("en", {
  "rating.by.you": "You rated this conversation: {words}",
  "rating.by.other": "{name} rated this conversation: {words}",
});
