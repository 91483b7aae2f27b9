// The website's page around this frame: heard if it is one of the site's, and told nothing before it is.
import { FROM_PAGE } from "./from_page.js";
import { message, messageOf } from "./messages.js";

const PATIENCE = 1_500; // ms: a page without a launcher says nothing

/** @type {(from: string, may: string) => boolean} */
export function isFrom(from, may) {
  const [scheme, domain] = may.split("*");
  return domain === undefined ? from === may : from.startsWith(scheme) && from.endsWith(domain);
}

/** ancestors: origins, or https://*.example.com
 *  → {greeting: promise of what the page says first, say(type, fields), on(type, hear)}
 *  @param {{ancestors: string[], win?: Window, clock: import("../../wire/clock.js").Clock}} parts */
export function createHost({ ancestors, win = window, clock }) {
  const page = win.parent;
  const framed = page !== win;
  /** @type {string | null} */
  let origin = null;
  /** @type {[string, object?][]} */
  let unsaid = [];
  /** @type {Map<string, (said: any) => void>} */
  const ears = new Map();
  const greeting = new Promise((greet) => {
    ears.set("greet", greet);
    if (!win.history.state?.late) clock.setTimeout(() => goOn(greet), framed ? PATIENCE : 0);
  });

  // Whoever is greeted late after all begins anew, and then waits for it.
  function goOn(greet) {
    greet({});
    ears.set("greet", ({ identity, prefill, kept, sealed, reset }) => {
      const says = identity ?? prefill ?? kept ?? Object.keys(sealed ?? {})[0];
      if (says === undefined && !reset) return;
      win.history.replaceState({ late: true }, "");
      win.location.reload();
    });
  }

  win.addEventListener("message", ({ data, origin: from, source }) => {
    if (!framed || source !== page || !ancestors.some((may) => isFrom(from, may))) return;
    const said = messageOf(data, FROM_PAGE);
    if (!said) return;
    origin = from;
    unsaid.forEach(([type, fields]) => say(type, fields));
    unsaid = [];
    ears.get(said.type)?.(said);
  });

  /** @param {string} type
   *  @param {object} [fields] */
  function say(type, fields) {
    if (origin === null) return void unsaid.push([type, fields]);
    page.postMessage(message(type, fields), origin);
  }

  // To whoever it is: it says no more than that this frame is there.
  if (framed) page.postMessage(message("hello"), "*");

  return { greeting, say, on: (type, hear) => void ears.set(type, hear) };
}
