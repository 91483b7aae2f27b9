import { learn } from "../../../words/t.js";

learn("en", {
  "privacy.erased": "What was written before this was erased.",
  "privacy.erased_part": "Some of what was written before this was erased.",
  "privacy.asked.export": "A copy of the personal data was requested.",
  "privacy.asked.erase": "Erasure of the personal data was requested.",
  "privacy.ready": "The copy of the personal data is ready: it can be downloaded here for seven days.",
  "privacy.granted": "The request was accepted: everything that was written here is being erased.",
  "privacy.refused": "The request about the personal data was declined: {reason}",
});
