// The website's title says how many answers wait, for as long as nobody looks at the page.

/** → show(n). A title that the website has changed since is its own again.
 *  @param {Document} doc */
export function createTitle(doc) {
  let put = "";

  /** @param {number} n */
  function show(n) {
    const own = put && doc.title.startsWith(put) ? doc.title.slice(put.length) : doc.title;
    put = n && doc.hidden ? `(${n}) ` : "";
    if (doc.title !== put + own) doc.title = put + own;
  }

  doc.addEventListener("visibilitychange", () => doc.hidden || show(0));
  return show;
}
