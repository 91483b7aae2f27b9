import { learn } from "../../../words/t.js";

learn("de", {
  "others.open": "offen",
  "others.done": "erledigt",
});
