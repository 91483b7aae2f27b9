// Merging at the desk.
import { fill } from "../../ui/slots.js";
import { openDetails } from "./details.js";
import { createMerging, offer } from "./merging.js";
import "./kind.js";
import "./views.js";

fill("details", "merge", (root, desk) => {
  const merging = createMerging(desk);
  offer(desk, merging);
  return openDetails(root, desk, merging);
});
