// Webhooks on the Connections page.
import { fill } from "../../ui/slots.js";
import { openTroubles } from "./at_desk/troubles.js";

fill("troubles", "webhooks", openTroubles);
