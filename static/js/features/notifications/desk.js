// Notifications at the desk: what happens is heard, and shown while nobody looks.
import { fill } from "../../ui/slots.js";
import { openHearing } from "./at_desk/hearing.js";

fill("acts", "notifications", (_, desk) => openHearing(desk));
