import { learn } from "../../../../words/t.js";

learn("de", {
  "mail.mailed": "Per E-Mail gesendet",
  "mail.undelivered": "Die Mail an {to} kann nicht zugestellt werden: {reason}",
  "mail.another":
    "{from} schrieb von einer anderen Adresse, und der Kunde sieht es nicht: „{body}“ Es wartet unter Mail.",
  "mail.machine": "Eine Maschine antwortete: „{body}“",
  "mail.too-many": "Viele Mails kamen auf einmal: der Rest wartet unter Mail.",
  "mail.came": "Per E-Mail.",
  "mail.came-with": "Per E-Mail. Dateien, die darin bleiben: {names}.",
  "mail.left": "{name} ({why})",
  "mail.left.empty": "leer",
  "mail.left.too_large": "zu groß für eine Unterhaltung",
  "mail.left.too_many_files": "mehr Dateien, als eine Nachricht hat",
  "mail.left.ticket_full": "die Unterhaltung behält keine weiteren Dateien",
  "mail.left.rate_limited": "an dem Tag wurden keine weiteren Dateien angenommen",
  "mail.left.no_room": "dafür war kein Platz",
  "mail.trouble.imap": "Das Postfach kann nicht gelesen werden: {words}",
  "mail.trouble": "Mit Mail stimmt etwas nicht: {words}",
  "mail.trouble.out": "Mails können nicht gesendet werden: {words}",
});
