// Search at the desk.
import { fill } from "../../ui/slots.js";
import { openFound } from "./found.js";

fill("found", "search", openFound);
