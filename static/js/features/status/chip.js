// What says that a conversation is resolved, wherever it stands.
import { RESOLVED } from "./frames.js";

/** By what is newer of a conversation: its events', or else its row's. */
export const isResolved = ({ ticket, row }) => (ticket ?? row)?.status === RESOLVED;

export const openChip = (root) => ({
  show(shown) {
    root.firstElementChild.hidden = !isResolved(shown);
  },
});
