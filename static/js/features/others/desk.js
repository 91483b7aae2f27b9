// The customer's other conversations at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./details.js";

fill("details", "others", openDetails);
