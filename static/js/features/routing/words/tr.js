// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("tr", {
  "routing.vanished": "{name} ile bağlantı koptu; başka biri devralıyor",
});
