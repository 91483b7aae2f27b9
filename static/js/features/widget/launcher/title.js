// The website's title says how many answers wait, for as long as nobody looks at the page.

/** → show(n). A title that the website has changed since is its own again.
 *  @param {Document} doc */
export function createTitle(doc) {
  let put = "";

  /** @param {number} n */
  function show(n) {
    const own = doc.title.replace(put, "");
    put = n && doc.hidden ? `(${n}) ` : "";
    doc.title = put + own;
  }

  doc.addEventListener("visibilitychange", () => doc.hidden || show(0));
  return show;
}
