import { learn } from "../../../words/t.js";

learn("en", {
  "prechat.needed-field": "Please say this.",
  "prechat.needed-box": "Please agree to this.",
  "prechat.no-email": "This doesn’t look like an e-mail address.",
  "prechat.refused": "This can’t be taken as it is.",
  "prechat.reload": "There is something new to agree to. Please reload this page: what you wrote stays.",
});
