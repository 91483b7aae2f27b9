import { learn } from "../../../words/t.js";

learn("de", {
  "bulk.chosen": { one: "{n} ausgewählt", other: "{n} ausgewählt" },
  "bulk.running": "{n} von {of} erledigt …",
  "bulk.done": "Erledigt: {n}",
  "bulk.partly": "{n} von {of} erledigt",
  "bulk.undo": { one: "{n} Gespräch wurde geändert.", other: "{n} Gespräche wurden geändert." },
});
