import { learn } from "../../../words/t.js";

learn("de", { "privacy.erased": "Was davor geschrieben wurde, ist gelöscht." });
