import { learn } from "../../../../words/t.js";

learn("en", { "prechat.answer": "{label}: {value}", "prechat.true": "yes", "prechat.false": "no" });
