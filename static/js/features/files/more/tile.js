// One file of a message as an element: a picture, something to play, or its name.
import { t } from "../../../words/t.js";
import { keptAddress, localAddress } from "./local.js";
import { sizeWords } from "./size.js";

const SHOWN = 320; // pixels: the longer side of a picture in the log
const PLAYED = /^(audio|video)\//;

/** {view(): a picture was asked for, cancel()} → an empty one
 *  @param {{view: () => void, cancel: () => void}} does */
export function makeTile({ view, cancel }) {
  const tile = document.createElement("div");
  tile.className = "file";
  tile.addEventListener("click", ({ target }) => {
    const act = /** @type {HTMLElement} */ (target).closest("[data-act]")?.getAttribute("data-act");
    if (act === "view-file") view();
    if (act === "cancel-file") cancel();
  });
  return tile;
}

/** @typedef {{file: any, sent: boolean, waits: boolean, ticket: string, as?: string,
 *    byToken?: boolean}} Shown
 *  @param {HTMLElement} tile
 *  @param {Shown} shown */
export function fillTile(tile, shown) {
  const is = `${stateOf(shown)} ${shown.waits}`;
  if (tile.dataset.is === is) return;
  tile.dataset.is = is;
  tile.dataset.state = stateOf(shown);
  tile.replaceChildren(...partsOf(shown, tile), ...(shown.waits ? [progressOf(shown)] : []));
}

/** @type {(tile: HTMLElement, part: number) => void} */
export function showProgress(tile, part) {
  const bar = /** @type {HTMLProgressElement | null} */ (tile.querySelector("progress"));
  if (bar) bar.value = part;
}

/** @type {(shown: Shown) => string} */
const stateOf = ({ file, sent }) => (sent ? file.state : "going");

function partsOf(shown, tile) {
  const { file } = shown;
  if (file.state === "refused") return [chip(shown, t(`files.refused.${file.reason}`))];
  const local = localOf(file);
  if (isPicture(file) && (local || file.width)) return [picture(shown, local)];
  if (isPicture(file) && file.state === "checking") return [held(shown, tile)];
  if (file.state === "ready" && PLAYED.test(file.type ?? "")) return [player(shown), chip(shown)];
  return [chip(shown, file.state === "checking" ? t("files.checking") : "")];
}

const isPicture = (file) => Boolean(file.type?.startsWith("image/"));

/** Of what this page sent, if this browser can show it. */
function localOf(file) {
  if (file.blob) return file.width ? localAddress(file) : undefined;
  return keptAddress(file.id);
}

/** @returns {Record<string, string>} */
const from = ({ byToken }, address) =>
  byToken && address.startsWith("/") ? { "data-src": address } : { src: address };

function picture(shown, local) {
  const { file, ticket, as, sent, byToken } = shown;
  const button = element("button", "file-picture", { type: "button" });
  const { width = 4, height = 3 } = measures(file);
  const image = element("img", "", {
    ...from(shown, local ?? addressOf(ticket, file.id, "thumbnail", as)),
    alt: file.name,
    width: String(width),
    height: String(height),
    decoding: "async",
  });
  button.append(image);
  button.title = file.name;
  button.setAttribute("aria-label", t("files.view", { name: file.name }));
  if (!sent) return (image.classList.add("file-picture"), image);
  button.dataset.act = "view-file";
  button.dataset.full = local ?? addressOf(ticket, file.id, "original", as);
  if (byToken) image.onload = () => (button.dataset.full = local ?? image.getAttribute("src") ?? ""); // as large as a frame
  button.dataset.download = addressOf(ticket, file.id, "original", as);
  button.dataset.name = file.name;
  return button;
}

/** As large as it is shown, so that nothing jumps when it comes. */
function measures({ width, height }) {
  if (!width || !height) return {};
  const scale = Math.min(1, SHOWN / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The place of a picture whose measures nobody knows yet: it keeps it when they come. */
function held(shown, tile) {
  tile.toggleAttribute("data-held", true);
  const place = element("div", "file-held", {});
  place.append(chip(shown, t("files.checking")));
  return place;
}

function player(shown) {
  const { file, ticket, as } = shown;
  const kind = file.type.startsWith("video/") ? "video" : "audio";
  return element(kind, "file-player", {
    ...from(shown, addressOf(ticket, file.id, "original", as)),
    controls: "",
    preload: "metadata",
  });
}

function chip({ file, ticket, as, sent }, words = "") {
  const ready = sent && file.state === "ready";
  const place = element(ready ? "a" : "div", "file-chip", {});
  if (ready) {
    place.setAttribute("href", addressOf(ticket, file.id, "original", as));
    place.setAttribute("download", file.name);
    place.setAttribute("aria-label", t("files.download", { name: file.name }));
  }
  const icon = element("span", "file-icon", { "aria-hidden": "true" });
  icon.textContent = endingOf(file.name);
  const [name, about] = [element("span", "file-name", { dir: "auto" }), element("span", "file-about", {})];
  name.textContent = file.name;
  about.textContent = [sizeWords(file.size), words].filter(Boolean).join(" · ");
  place.append(icon, name, about);
  return place;
}

function progressOf({ file }) {
  const line = element("div", "file-going", {});
  const bar = element("progress", "", {
    max: "1",
    value: "0",
    "aria-label": t("files.going", { name: file.name }),
  });
  const cancel = element("button", "link-button", { type: "button", "data-act": "cancel-file" });
  cancel.textContent = t("files.cancel");
  line.append(bar, cancel);
  return line;
}

const endingOf = (name) => (/\.(\w{1,4})$/.exec(name)?.[1] ?? "").toUpperCase();

/** @param {string} tag
 *  @param {string} className
 *  @param {Record<string, string>} attributes */
function element(tag, className, attributes) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

/** Where it can be had, from the desk by whom.
 *  @type {(ticket: string, id: string, variant: string, as?: string) => string} */
const addressOf = (ticket, id, variant, as) =>
  `/f/${encodeURIComponent(ticket)}/${id}/${variant}${as ? `?as=${encodeURIComponent(as)}` : ""}`;
