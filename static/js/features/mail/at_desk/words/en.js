import { learn } from "../../../../words/t.js";

learn("en", {
  "mail.mailed": "Sent by e-mail",
  "mail.undelivered": "The mail to {to} can’t be delivered: {reason}",
  "mail.another":
    "{from} wrote from another address, and the customer doesn’t see it: “{body}” It waits under Mail.",
  "mail.machine": "A machine answered: “{body}”",
  "mail.too-many": "Many mails came at once: the rest waits under Mail.",
  "mail.came": "By e-mail.",
  "mail.came-with": "By e-mail. Files that stay in it: {names}.",
  "mail.left": "{name} ({why})",
  "mail.left.empty": "empty",
  "mail.left.too_large": "too large for a conversation",
  "mail.left.too_many_files": "more files than a message has",
  "mail.left.ticket_full": "the conversation keeps no more files",
  "mail.left.rate_limited": "no more files were taken that day",
  "mail.left.no_room": "there was no room for it",
  "mail.trouble.imap": "The mailbox can’t be read: {words}",
  "mail.trouble": "Mail has trouble: {words}",
  "mail.trouble.out": "Mail can’t be sent: {words}",
});
