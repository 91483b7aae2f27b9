// Mail at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./at_desk/details.js";
import "./at_desk/kind.js";
import { openMarked } from "./at_desk/marked.js";

fill("composer", "mail", openMarked);
fill("details", "mail", openDetails);
