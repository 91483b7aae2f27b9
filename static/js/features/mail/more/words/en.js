import { learn } from "../../../../words/t.js";

learn("en", {
  "mail.asked": "It is on its way.",
  "mail.asked-often": "Several were sent just now. Please look into the mailbox, and try again in a while.",
  "mail.not-asked": "That didn’t get through. Please try again.",
});
