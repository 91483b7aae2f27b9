// Notifications at the desk: what happens is heard, and shown while nobody looks; a note names whom it wants
// to hear it; and the browser has the worker that says so where the desk can't be reached.
import { fill } from "../../ui/slots.js";
import "./at_desk/filter.js";
import { openHearing } from "./at_desk/hearing.js";
import { places, registerWorker } from "./device.js";
import { createColleagues, openMentioning } from "./at_desk/mentioning.js";
import { openTaking } from "./at_desk/taking.js";

/** @type {Parameters<typeof openMentioning>[2] | null} what the composers share, once the desk is there */
let shared = null;

fill("acts", "notifications", (_, desk) => {
  registerWorker(places.desk);
  openTaking(desk);
  shared = { colleagues: createColleagues(desk), me: desk.key };
  return openHearing(desk);
});
fill("composer", "notifications", (root, conversation) =>
  shared ? openMentioning(root, conversation, shared) : {},
);
