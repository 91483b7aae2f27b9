// Mail at the desk.
import { fill } from "../../ui/slots.js";
import { openCame } from "./at_desk/came.js";
import { openDetails } from "./at_desk/details.js";
import "./at_desk/kind.js";
import { openMarked } from "./at_desk/marked.js";

fill("composer", "mail", openMarked);
fill("message", "mail", openCame);
fill("details", "mail", openDetails);
