// One website's chat: the launcher, its frame, and what the website may ask of them.
import { t } from "../../../words/t.js";
import { createCalls, createEars } from "./calls.js";
import { createFrame } from "./frame.js";
import { createLook } from "./look.js";
import { createRemembered } from "./remembered.js";
import { createShelf } from "./shelf.js";
import { createTitle } from "./title.js";
import { isShort } from "../messages.js";

/** site, desk: as the script's tag has them · said: its data-attributes
 *  @param {{doc?: Document, win?: any, site: string, desk: string,
 *    said: Record<string, string | undefined>}} parts */
export function createWidget({ doc = document, win = window, site, desk, said }) {
  let lang = said.lang ?? doc.documentElement.lang;
  let scheme = said.theme;
  /** @type {string | null} */
  let identity = null;
  let prefill = null;
  let shown = false;
  /** @type {(() => void) | null} */
  let forgotten = null;
  const remembered = createRemembered(site, () => win.localStorage);
  const shelf = createShelf(site, () => win.localStorage);
  const ears = createEars();
  const look = createLook({ doc });
  const keeps = said.keep !== "off";
  const title = said.title === "off" ? () => {} : createTitle(doc);

  const frame = createFrame({
    doc,
    win,
    desk,
    title: t("widget.chat"),
    path: () =>
      `/w/${encodeURIComponent(site)}/${remembered.all.open ? "chat/" : ""}${lang ? `?lang=${encodeURIComponent(lang)}` : ""}`,
    greeting() {
      const { kept = null, reset = false } = remembered.all;
      return {
        identity,
        prefill,
        kept: keeps ? kept : null,
        keeps: keeps && remembered.change({}),
        sealed: keeps ? shelf.all : null,
        reset,
        visible: shown,
      };
    },
    on: {
      said: (told) => hears[told.type]?.(told),
      silent() {
        look.away(true);
        // eslint-disable-next-line house/words -- for developers
        win.console.warn(`Holdfast: the chat of the site "${site}" can't be reached.`);
      },
    },
  });

  const hears = {
    hello: () => look.away(false),
    close,
    keep: ({ value }) => void remembered.change({ kept: keeps ? value : null }),
    seal: ({ n, name, sealed, stamp }) =>
      frame.say("sealed", { n, kept: keeps && shelf.put(name, sealed, stamp) }),
    state: ({ open }) => void remembered.change({ open }),
    forgot() {
      remembered.change({ open: false, kept: null, reset: false });
      shelf.clear();
      forgotten?.();
    },
    unread({ n }) {
      show(n);
      title(n);
      ears.tell("unread", n);
    },
    opened: () => ears.tell("opened"),
    sent: () => ears.tell("sent"),
    link: ({ state }) => ears.tell("link", state),
    error: ({ code, message }) => ears.tell("error", { code, message }),
  };

  // How many are unread is nothing to whoever looks at it.
  const show = (n = 0) => look.show(shown, shown ? 0 : n);

  function load() {
    frame.add(look.panel, scheme);
  }

  function open() {
    if (shown) return;
    shown = true;
    load();
    show();
    frame.say("shown", { visible: true });
    frame.focus();
    ears.tell("open");
  }

  function close() {
    if (!shown) return;
    shown = false;
    show();
    frame.say("shown", { visible: false });
    look.button.focus();
    ears.tell("close");
  }

  /** What this browser keeps of the chat is forgotten: by the frame, now or when it next comes. It may have
   *  kept a conversation of which nothing is known here. */
  function reset() {
    identity = prefill = null;
    remembered.change({ open: false, kept: null, reset: true });
    shelf.clear();
    show();
    title(0);
    if (!frame.there) return;
    forgotten = () => {
      forgotten = null;
      close();
      frame.remove();
    };
    frame.say("reset");
    win.setTimeout(() => forgotten?.(), 800);
  }

  const api = {
    open,
    close,
    reset,
    toggle: () => (shown ? close() : open()),
    show: () => void (look.host.hidden = false),
    hide() {
      close();
      look.host.hidden = true;
    },
    identify(token) {
      // Refused, where the whole greeting would not be heard.
      const told = token === null ? null : isShort(token) ? String(token ?? "") : "";
      if (told === identity) return;
      identity = told;
      frame.say("identify", { identity });
    },
    prefill(fields) {
      prefill = typeof fields === "object" ? fields : null;
      frame.say("prefill", { prefill });
    },
    set(settings = {}) {
      look.wear(settings);
      if (settings.theme) frame.scheme((scheme = settings.theme));
      if (!settings.lang || settings.lang === lang) return;
      lang = settings.lang;
      if (!frame.there) return;
      frame.remove();
      load();
    },
    on: ears.on,
    off: ears.off,
    destroy() {
      frame.end();
      watch.disconnect();
      look.host.remove();
      delete win.Holdfast;
    },
  };

  // On <html>, where no framework that changes the body finds it; and back there if it was found.
  const put = () => void (look.host.isConnected || doc.documentElement.append(look.host));
  const watch = new win.MutationObserver(put);

  return {
    api,
    start() {
      const calls = createCalls(api, win.Holdfast);
      win.Holdfast = { ...api, q: calls.q, site };
      look.wear(said);
      look.button.addEventListener("click", api.toggle);
      look.root.addEventListener("keydown", (/** @type {any} */ event) => event.key === "Escape" && close());
      put();
      watch.observe(doc.documentElement, { childList: true });
      watch.observe(doc, { childList: true });
      if (remembered.all.open || "eager" in said) load();
      calls.start();
      ears.tell("ready");
    },
  };
}
