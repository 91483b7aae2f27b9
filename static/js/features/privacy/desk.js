// Privacy at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./details.js";
import "./kind.js";

fill("details", "privacy", openDetails);
