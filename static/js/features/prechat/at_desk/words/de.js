import { learn } from "../../../../words/t.js";

learn("de", { "prechat.answer": "{label}: {value}", "prechat.true": "ja", "prechat.false": "nein" });
