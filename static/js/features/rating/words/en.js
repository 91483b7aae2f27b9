import { learn } from "../../../words/t.js";

learn("en", {
  "rating.1": "very bad",
  "rating.2": "bad",
  "rating.3": "so-so",
  "rating.4": "good",
  "rating.5": "very good",
  "rating.by.you": "You rated this conversation: {words}",
  "rating.by.other": "{name} rated this conversation: {words}",
  "rating.quoted": "{said} – “{body}”",
});
