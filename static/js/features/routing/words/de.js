import { learn } from "../../../words/t.js";

learn("de", {
  "routing.vanished": "Die Verbindung zu {name} ist abgebrochen; jemand anderes übernimmt",
});
