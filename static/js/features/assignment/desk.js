// Assignment at the desk.
import { fill } from "../../ui/slots.js";
import { openActs } from "./acts.js";
import { openDetails } from "./details.js";
import { openGlance } from "./glance.js";
import { openRow } from "./row.js";
import "./kind.js";
import "./views.js";

fill("acts", "assignment", openActs);
fill("details", "assignment", openDetails);
fill("glance", "assignment", openGlance);
fill("row", "assignment", openRow);
