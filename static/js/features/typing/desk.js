// Typing at the desk.
import { fill } from "../../ui/slots.js";
import { openComposer } from "./composer.js";

fill("composer", "typing", openComposer);
