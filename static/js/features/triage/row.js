// Priority, snooze and tags of a conversation, in its row and beside its heading.
import { showChips, standing, tagChips } from "./chips.js";

/** @param {HTMLElement} root */
export const openRow = (root) => ({
  /** @param {any} row */
  show: (row) => showChips(root, [...standing(row), ...tagChips(row)]),
});

/** @param {HTMLElement} root */
export const openHeader = (root) => ({
  /** @param {{row: any}} shown */
  show: ({ row }) => showChips(root, row ? standing(row) : []),
});
