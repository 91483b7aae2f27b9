// Files on a page that opens nothing by cookie, as in a frame: fetched by its token, and shown from here.
/** @typedef {(path: string) => Promise<Blob | null>} Bring */

/** Whatever in the tile waits for its address.
 *  @param {HTMLElement} tile
 *  @param {Bring} bring */
export function bringInto(tile, bring) {
  for (const element of /** @type {NodeListOf<HTMLImageElement>} */ (tile.querySelectorAll("[data-src]"))) {
    const path = element.dataset.src ?? "";
    delete element.dataset.src;
    bring(path).then((blob) => blob && (element.src = URL.createObjectURL(blob)));
  }
}

/** @type {WeakSet<Bring>} */
const downloading = new WeakSet();

/** A link to a file is a download by token, wherever it stands.
 *  @param {Bring} bring */
export function bringDownloads(bring) {
  if (downloading.has(bring)) return;
  downloading.add(bring);
  const named = () => document.querySelector("[data-viewer=name]")?.textContent;
  /** @param {MouseEvent} event */
  async function download(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[href^='/f/']");
    if (!link) return;
    event.preventDefault();
    const blob = await bring(String(link.getAttribute("href")));
    if (blob) save(blob, link.getAttribute("download") ?? named() ?? "");
  }
  document.addEventListener("click", download);
}

/** @param {Blob} blob
 *  @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
}
