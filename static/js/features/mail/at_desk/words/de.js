import { learn } from "../../../../words/t.js";

learn("de", {
  "mail.mailed": "Per E-Mail gesendet",
  "mail.undelivered": "Die Mail an {to} kann nicht zugestellt werden: {reason}",
  "mail.another":
    "{from} schrieb von einer anderen Adresse, und der Kunde sieht es nicht: „{body}“ Es wartet unter Mail.",
  "mail.machine": "Eine Maschine antwortete: „{body}“",
  "mail.too-many": "Viele Mails kamen auf einmal: der Rest wartet unter Mail.",
  "mail.came": "Per E-Mail.",
  "mail.came-with": "Per E-Mail, mit {names}.",
  "mail.trouble.imap": "Das Postfach kann nicht gelesen werden: {words}",
  "mail.trouble": "Mit Mail stimmt etwas nicht: {words}",
  "mail.trouble.out": "Mails können nicht gesendet werden: {words}",
});
