import { learn } from "../../../../words/t.js";

learn("de", {
  "webhooks.trouble.off": "Ein Webhook wurde ausgeschaltet: {words}",
});
