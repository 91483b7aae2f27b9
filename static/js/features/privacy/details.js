// Where this person is erased, among a conversation's details: of those who may.

/** @param {HTMLElement} root */
export function openDetails(root) {
  const link = /** @type {HTMLAnchorElement | null} */ (root.querySelector("a"));
  return {
    show({ row }) {
      if (link && row) link.href = `/agent/settings/privacy/?who=${encodeURIComponent(row.ticket)}`;
    },
  };
}
