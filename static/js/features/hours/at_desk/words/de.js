import { learn } from "../../../../words/t.js";

learn("de", {
  "hours.seen.here": "jemand ist da",
  "hours.seen.busy": "viel los",
  "hours.seen.nobody": "gerade niemand",
  "hours.seen.closed": "geschlossen bis {time}",
  "hours.seen.shut": "geschlossen",
  "hours.seen.null": "noch nicht bekannt",
  "hours.seen-at": "{name}: {state}",
});
