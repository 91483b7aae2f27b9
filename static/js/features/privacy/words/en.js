import { learn } from "../../../words/t.js";

learn("en", { "privacy.erased": "What was written before this was erased." });
