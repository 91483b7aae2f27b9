// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("nl", {
  "routing.vanished": "De verbinding met {name} is verbroken; iemand anders neemt het over",
});
