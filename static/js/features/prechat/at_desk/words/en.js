import { learn } from "../../../../words/t.js";

learn("en", {
  "prechat.answer": "{label}: {value}",
  "prechat.true": "yes",
  "prechat.false": "no",
  "prechat.agreed": "Agreed on {day} (version {version}): {label}",
  "prechat.shown": "Was shown on {day} (version {version}): {label}",
});
