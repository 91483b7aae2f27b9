// Files on a page that opens nothing by cookie, as in a frame: fetched by its token, and shown from here.
import { t } from "../../../words/t.js";

const AGAIN = 2_000; // ms until what didn't come is asked for again, each time twice as long
const SELDOM = 60_000;

/** @typedef {(path: string) => Promise<Blob | null>} Bring */

/** Whatever in the tile waits for its address.
 *  @param {HTMLElement} tile
 *  @param {Bring} bring
 *  @param {Pick<import("../../../wire/clock.js").Clock, "setTimeout">} clock */
export function bringInto(tile, bring, clock) {
  /** @param {HTMLImageElement} element
   *  @param {string} path */
  async function show(element, path, pause = AGAIN) {
    const blob = await bring(path);
    const again = () => element.isConnected && show(element, path, Math.min(2 * pause, SELDOM));
    if (blob) element.src = URL.createObjectURL(blob);
    else clock.setTimeout(again, pause);
  }

  for (const element of /** @type {NodeListOf<HTMLImageElement>} */ (tile.querySelectorAll("[data-src]"))) {
    const path = element.dataset.src ?? "";
    delete element.dataset.src;
    show(element, path);
  }
}

/** @type {WeakSet<Bring>} */
const downloading = new WeakSet();

/** A link to a file is a download by token, wherever it stands.
 *  @param {Bring} bring */
export function bringDownloads(bring) {
  if (downloading.has(bring)) return;
  downloading.add(bring);
  /** @param {MouseEvent} event */
  async function download(event) {
    const link = /** @type {HTMLElement} */ (event.target).closest("a[href^='/f/']");
    if (!link) return;
    event.preventDefault();
    const place = link.querySelector(".file-about") ?? document.querySelector("[data-viewer=name]");
    say(place, "");
    const blob = await bring(String(link.getAttribute("href")));
    if (blob) save(blob, link.getAttribute("download") ?? "");
    else say(place, t("files.not-loaded"));
  }
  document.addEventListener("click", download);
}

/** Before what stands there.
 *  @param {Element | null} place
 *  @param {string} words */
function say(place, words) {
  place?.querySelector("[role=alert]")?.remove();
  if (!words) return;
  const said = Object.assign(document.createElement("span"), { role: "alert", textContent: `${words} ` });
  place?.prepend(said);
}

/** @param {Blob} blob
 *  @param {string} name */
function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
}
