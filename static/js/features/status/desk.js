// Status at the desk.
import { fill } from "../../ui/slots.js";
import { openActs } from "./acts.js";
import { openChip } from "./chip.js";
import { openDetails } from "./details.js";
import "./kind.js";
import "./views.js";

fill("header", "status", openChip);
fill("acts", "status", openActs);
fill("details", "status", openDetails);
