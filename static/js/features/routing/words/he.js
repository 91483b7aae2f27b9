// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "routing.vanished": "החיבור עם {name} נותק; מישהו אחר ימשיך מכאן",
});
