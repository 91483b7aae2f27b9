// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "status.resolved.you": "Ви позначили питання як вирішене",
  "status.resolved.other": "{name} позначає питання як вирішене",
  "status.reopened.you": "Ви знову відкрили розмову",
  "status.reopened.other": "{name} знову відкриває розмову",
});
