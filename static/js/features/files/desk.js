// Files at the desk.
import "./at_desk/filter.js";
import "./carrier.js";
import "./said.js";
import { fill } from "../../ui/slots.js";
import { openChosen } from "./chosen.js";
import { openSent } from "./sent.js";

fill("tools", "files", openChosen);
fill("message", "files", openSent);
