// Files on the customer's page.
import "./carrier.js";
import "./said.js";
import { fill } from "../../ui/slots.js";
import { openMessage } from "./message.js";
import { openTray } from "./tray.js";

fill("tools", "files", openTray);
fill("message", "files", openMessage);
