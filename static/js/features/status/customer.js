// Status on the customer's page.
import { fill } from "../../ui/slots.js";
import { openChip } from "./chip.js";
import "./kind.js";

fill("header", "status", openChip);
fill("notice", "status", openChip);
