// Typing on the customer's page.
import { fill } from "../../ui/slots.js";
import { openComposer } from "./composer.js";

fill("composer", "typing", openComposer);
