// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../words/t.js";

learn("he", {
  "people.no-link": "הקישור אינו זמין כרגע. נא לנסות שוב.",
  "people.link-copied": "הועתק. מי שהקישור הזה בידו יכול לקרוא ולכתוב כאן.",
});
