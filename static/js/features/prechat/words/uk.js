// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "prechat.needed-field": "Будь ласка, вкажіть це.",
  "prechat.needed-box": "Будь ласка, дайте згоду.",
  "prechat.no-email": "Це не схоже на адресу ел. пошти.",
  "prechat.refused": "У такому вигляді це не приймається.",
  "prechat.reload": "З’явилася нова згода. Будь ласка, перезавантажте сторінку: написане збережеться.",
});
