// Rating at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./at_desk/details.js";
import { openGlance } from "./at_desk/glance.js";
import "./kind.js";

fill("details", "rating", openDetails);
fill("glance", "rating", openGlance);
