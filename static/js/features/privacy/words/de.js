import { learn } from "../../../words/t.js";

learn("de", {
  "privacy.erased": "Was davor geschrieben wurde, ist gelöscht.",
  "privacy.erased_part": "Ein Teil dessen, was davor geschrieben wurde, ist gelöscht.",
});
