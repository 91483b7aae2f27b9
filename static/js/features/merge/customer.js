// A merge on the customer's page: once all that was written is stored, it goes where the conversation goes.
import { later } from "../../ui/later.js";
import { fill } from "../../ui/slots.js";
import { MERGED } from "./frames.js";
import "./kind.js";

const come = later("merge", () => import("./more/over.js"));

fill("notice", "merge", (_, page) => ({
  show({ ticket }) {
    if (ticket?.status === MERGED) come(({ goOver }) => goOver(page));
  },
}));
