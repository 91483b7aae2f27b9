// The number of unread messages, in the title, on the tab's icon, and on that of a desk that was installed.

/** → show(count: a number, or its words: "99+")
 *  @param {Document} [doc]
 *  @param {{setAppBadge?: (count: number) => Promise<void> | void}} [app] the navigator */
export function createAttention(doc = document, app = globalThis.navigator) {
  const icon = /** @type {HTMLLinkElement} */ (doc.querySelector("link[rel=icon]"));
  const calm = icon.href;
  /** @type {number | string} */
  let shown = 0;
  let title = doc.title;
  return {
    /** @param {number | string} count */
    show(count) {
      if (count === shown) return;
      shown = count;
      icon.href = count ? (icon.dataset.unreadHref ?? "") : calm;
      write();
      // It fails where nothing is installed.
      app.setAppBadge?.(parseInt(String(count || 0)))?.catch(() => {});
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
