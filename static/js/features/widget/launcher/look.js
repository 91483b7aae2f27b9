// The launcher as one sees it: a button, its badge, and a panel that the frame goes into, in a closed shadow
// root. No style stands in the page, so no policy of the page has a say in it. It is at the end of a line as
// the page writes lines, and speaks the reader's language.
import { locale, t } from "../../../words/t.js";

// eslint-disable-next-line house/words -- a style
const STYLE = `
:host{all:initial;position:fixed;inset-block-end:20px;inset-inline-end:20px;z-index:2147483000;
  font:14px/1.4 system-ui,sans-serif;color-scheme:light dark}
:host([data-position=start]){inset-inline:20px auto}
:host([hidden]){display:none}
button{all:unset;box-sizing:border-box;display:grid;place-items:center;inline-size:56px;block-size:56px;
  border-radius:28px;background:var(--accent,#0d6b5c);color:#fff;cursor:pointer;
  box-shadow:0 2px 6px rgb(0 0 0/20%),0 8px 24px rgb(0 0 0/16%);forced-color-adjust:none}
button:focus-visible{outline:3px solid #fff;box-shadow:0 0 0 6px var(--accent,#0d6b5c)}
svg{inline-size:26px;block-size:26px;fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;
  stroke-linejoin:round}
.badge{position:absolute;inset-block-start:-4px;inset-inline-end:-4px;min-inline-size:20px;padding:0 5px;
  box-sizing:border-box;border-radius:10px;background:#b02a1f;color:#fff;font:600 12px/20px system-ui,sans-serif;
  text-align:center}
.badge:empty{display:none}
.panel{position:fixed;inset-block-end:92px;inset-inline-end:20px;inline-size:384px;
  block-size:min(640px,calc(100vh - 112px));border-radius:16px;overflow:hidden;background:Canvas;
  color:CanvasText;box-shadow:0 4px 12px rgb(0 0 0/14%),0 16px 48px rgb(0 0 0/22%);
  transition:opacity .14s ease-out,translate .14s ease-out}
:host([data-position=start]) .panel{inset-inline:20px auto}
.panel:not([data-open]){visibility:hidden;opacity:0;translate:0 8px}
iframe{display:block;border:0;inline-size:100%;block-size:100%}
.away{margin:0;padding:24px}
.away:empty{display:none}
.spoken{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (max-width:479px){.panel{inset:0!important;inline-size:auto;block-size:auto;border-radius:0}
  :host([data-open]) button{display:none}}
@media (prefers-reduced-motion:reduce){.panel{transition:none}}`;

const SVG = "http://www.w3.org/2000/svg";
const BUBBLE = "M4 5h16v11H12l-5 4v-4H4z";

/** → its elements, and what can be shown
 *  @param {{doc?: Document}} with_ */
export function createLook({ doc = document }) {
  const host = doc.createElement("holdfast-chat");
  host.lang = locale();
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  root.adoptedStyleSheets = [sheet];
  const button = made("button", { type: "button", "aria-haspopup": "dialog" });
  const badge = made("span", { class: "badge", "aria-hidden": "true" });
  const spoken = made("span", { class: "spoken", role: "status" });
  const panel = made("div", { class: "panel", role: "dialog", "aria-label": t("widget.chat") });
  const away = made("p", { class: "away", role: "alert", dir: "auto" });
  panel.append(away);
  button.append(icon(), badge);
  root.append(panel, button, spoken);
  show(false, 0);

  function made(tag, attributes) {
    const element = doc.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  }

  function icon() {
    const picture = doc.createElementNS(SVG, "svg");
    const path = doc.createElementNS(SVG, "path");
    picture.setAttribute("viewBox", "0 0 24 24");
    picture.setAttribute("aria-hidden", "true");
    path.setAttribute("d", BUBBLE);
    picture.append(path);
    return picture;
  }

  /** The button is called what a press does.
   *  @param {boolean} open
   *  @param {number} n unread */
  function show(open, n) {
    const words = n ? t("widget.new", { n }) : "";
    const name = t(open ? "widget.close" : "widget.open");
    panel.toggleAttribute("data-open", open);
    host.toggleAttribute("data-open", open);
    badge.textContent = n > 99 ? "99+" : String(n || "");
    spoken.textContent = words;
    button.setAttribute("aria-expanded", String(open));
    button.setAttribute("aria-label", words ? `${name} (${words})` : name);
  }

  return {
    host,
    button,
    panel,
    root,
    show,
    /** @param {boolean} is */
    away: (is) => void (away.textContent = is ? t("widget.away") : ""),
    /** @param {{accent?: string, position?: string}} looks */
    wear({ accent, position }) {
      if (accent) host.style.setProperty("--accent", accent);
      if (position) host.dataset.position = position;
    },
  };
}
