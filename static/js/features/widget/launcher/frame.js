// The frame with the chat, made when it is first asked for, and what it and this page say to each other.
import { FROM_FRAME, message, messageOf } from "../messages.js";

const PATIENCE = 20_000; // ms until a chat that says nothing can't be reached

/** desk: its origin · path() → of the page to open · greeting() → what the frame is told first
 *  on: said(message), silent(): it doesn't come
 *  @param {{doc: Document, win: Window, desk: string, title: string, path: () => string,
 *    greeting: () => object, on: {said: (message: any) => void, silent: () => void}}} parts */
export function createFrame({ doc, win, desk, title, path, greeting, on }) {
  /** @type {HTMLIFrameElement | null} */
  let frame = null;
  let greeted = false;
  /** @type {any} */
  let timer = null;
  win.addEventListener("message", hear);

  /** @param {MessageEvent} event */
  function hear({ data, origin: from, source }) {
    if (from !== desk || !frame || source !== frame.contentWindow) return;
    const told = messageOf(data, FROM_FRAME);
    if (!told) return;
    if (told.type === "hello") {
      win.clearTimeout(timer);
      greeted = true;
      say("greet", greeting());
    }
    on.said(told);
  }

  /** @param {string} type
   *  @param {object} [fields] */
  function say(type, fields) {
    if (greeted) frame?.contentWindow?.postMessage(message(type, fields), desk);
  }

  function remove() {
    win.clearTimeout(timer);
    frame?.remove();
    frame = null;
    greeted = false;
  }

  return {
    say,
    remove,
    get there() {
      return !!frame;
    },
    /** @param {Element} place
     *  @param {string} [scheme] */
    add(place, scheme) {
      if (frame) return;
      frame = doc.createElement("iframe");
      frame.title = title;
      frame.allow = "clipboard-write;autoplay"; // an answer is heard
      frame.src = desk + path();
      if (scheme) frame.style.colorScheme = scheme;
      place.append(frame);
      timer = win.setTimeout(() => {
        remove();
        on.silent();
      }, PATIENCE);
    },
    /** @param {string} scheme */
    scheme: (scheme) => void (frame && (frame.style.colorScheme = scheme)),
    focus: () => frame?.focus(),
    end() {
      remove();
      win.removeEventListener("message", hear);
    },
  };
}
