// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "routing.vanished": "De verbinding van {name} is verbroken; een collega neemt het over",
});
