// The script of a website's tag: <script async src="…/widget.js" data-site="KEY">. It runs once in a page,
// however often it stands there.
import { createWidget } from "./widget.js";

const tag = /** @type {HTMLScriptElement | null} */ (
  document.currentScript ?? document.querySelector("script[src][data-site]")
);
const { site = "", ...said } = tag?.dataset ?? {};
if (tag && site && !(/** @type {any} */ (window).Holdfast?.site))
  createWidget({ site, said, desk: new URL(tag.src).origin }).start();
