// Sites at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./details.js";

fill("details", "sites", openDetails);
