// At the desk: what customers see now.
import { fill } from "../../ui/slots.js";
import { openGlance } from "./at_desk/glance.js";

fill("glance", "hours", openGlance);
