import { learn } from "../../../../words/t.js";

learn("en", {
  "mail.mailed": "Sent by e-mail",
  "mail.undelivered": "The mail to {to} can’t be delivered: {reason}",
  "mail.another":
    "{from} wrote from another address, and the customer doesn’t see it: “{body}” It waits under Mail.",
  "mail.machine": "A machine answered: “{body}”",
  "mail.too-many": "Many mails came at once: the rest waits under Mail.",
  "mail.came": "By e-mail.",
  "mail.came-with": "By e-mail, with {names}.",
  "mail.trouble.imap": "The mailbox can’t be read: {words}",
  "mail.trouble": "Mail has trouble: {words}",
  "mail.trouble.out": "Mail can’t be sent: {words}",
});
