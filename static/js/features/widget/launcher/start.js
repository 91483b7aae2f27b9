// The script of a website's tag: <script async src="…/widget.js" data-site="KEY">. It runs once in a page,
// however often it stands there.
/* global WORDS */
import { createWidget } from "./widget.js";

const tag = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector("script[src][data-site]")
);
const { site = "", ...said } = tag?.dataset ?? {};
const already = /** @type {any} */ (window).Holdfast?.site;
if (tag && site && !already)
  // @ts-expect-error -- words stand before this in the script as it is served
  createWidget({ site, said, desk: new URL(tag.src).origin, words: WORDS }).start();
