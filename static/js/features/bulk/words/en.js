import { learn } from "../../../words/t.js";

learn("en", {
  "bulk.chosen": { one: "{n} chosen", other: "{n} chosen" },
  "bulk.running": "{n} of {of} done…",
  "bulk.done": "Done: {n}",
  "bulk.partly": "{n} of {of} done",
  "bulk.undo": { one: "{n} conversation was changed.", other: "{n} conversations were changed." },
});
