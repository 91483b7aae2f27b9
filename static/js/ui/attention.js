// The number of unread messages, in the title and on the tab's icon.

/** → show(count) */
export function createAttention(doc = document) {
  const icon = /** @type {HTMLLinkElement} */ (doc.querySelector("link[rel=icon]"));
  const calm = icon.href;
  let shown = 0;
  let title = doc.title;
  return {
    /** @param {number} count */
    show(count) {
      if (count === shown) return;
      shown = count;
      icon.href = count ? (icon.dataset.unreadHref ?? "") : calm;
      write();
    },
    /** The title without its number. */
    title(words) {
      title = words;
      write();
    },
  };

  function write() {
    doc.title = shown ? `(${shown}) ${title}` : title;
  }
}
