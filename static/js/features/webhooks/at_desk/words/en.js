import { learn } from "../../../../words/t.js";

learn("en", {
  "webhooks.trouble.off": "A webhook was turned off: {words}",
});
