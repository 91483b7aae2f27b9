import { learn } from "../../../../words/t.js";

learn("de", {
  "prechat.answer": "{label}: {value}",
  "prechat.true": "ja",
  "prechat.false": "nein",
  "prechat.agreed": "Zugestimmt am {day} (Version {version}): {label}",
  "prechat.shown": "Gezeigt am {day} (Version {version}): {label}",
});
