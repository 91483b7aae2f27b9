import { learn } from "../../../words/t.js";

learn("en", {
  "others.open": "open",
  "others.done": "done",
});
