import { learn } from "../../../../words/t.js";

learn("en", {
  "mail.mailed": "Sent by e-mail",
  "mail.undelivered": "The mail to {to} can’t be delivered: {reason}",
  "mail.trouble": "Mail has trouble: {words}",
  "mail.trouble.out": "Mail can’t be sent: {words}",
});
