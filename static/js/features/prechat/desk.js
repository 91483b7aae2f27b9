// What was asked before, at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./at_desk/details.js";

fill("details", "prechat", openDetails);
