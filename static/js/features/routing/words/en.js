import { learn } from "../../../words/t.js";

learn("en", {
  "routing.vanished": "{name}'s line broke; a colleague takes over",
});
