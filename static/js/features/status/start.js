// Status on the start page: of the conversation that it offers.
import { fill } from "../../ui/slots.js";

fill("continue", "status", (root) => ({
  show({ done }) {
    root.firstElementChild.hidden = !done;
  },
}));
