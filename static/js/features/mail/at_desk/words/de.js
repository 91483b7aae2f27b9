import { learn } from "../../../../words/t.js";

learn("de", {
  "mail.mailed": "Per E-Mail gesendet",
  "mail.undelivered": "Die Mail an {to} kann nicht zugestellt werden: {reason}",
  "mail.trouble": "Mit Mail stimmt etwas nicht: {words}",
  "mail.trouble.out": "Mails können nicht gesendet werden: {words}",
});
