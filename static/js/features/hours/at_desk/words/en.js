import { learn } from "../../../../words/t.js";

learn("en", {
  "hours.seen.here": "somebody is here",
  "hours.seen.busy": "busy",
  "hours.seen.nobody": "nobody just now",
  "hours.seen.closed": "closed until {time}",
  "hours.seen.shut": "closed",
  "hours.seen.null": "not known yet",
  "hours.seen-at": "{name}: {state}",
});
