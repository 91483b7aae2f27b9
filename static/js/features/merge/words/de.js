import { learn } from "../../../words/t.js";

learn("de", {
  "merge.log.into": "Dieses Gespräch geht in einem anderen weiter",
  "merge.log.apart": "Dieses Gespräch geht wieder für sich weiter",
});
