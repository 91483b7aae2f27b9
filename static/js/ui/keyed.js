// Brings a list's children in line with `entries`, by key: an element is made
// once, updated in place, moved when it must, and removed when its entry is gone.

/** keyed(list, {make(entry) → element, update(element, entry)}) → show(entries)
 *  @template {{key: string, [more: string]: any}} Entry
 *  @param {Element} list
 *  @param {{make: (entry: Entry) => HTMLElement, update: (element: HTMLElement,
 *    entry: Entry) => void}} how */
export function keyed(list, { make, update }) {
  /** @type {Map<string, HTMLElement>} */
  const elements = new Map();
  /** @param {Entry[]} entries */
  return function show(entries) {
    const active = /** @type {HTMLElement | null} */ (document.activeElement);
    const focused = list.contains(active) ? active : null;
    const gone = new Set(elements.keys());
    let place = list.firstElementChild;
    for (const entry of entries) {
      gone.delete(entry.key);
      const element = elements.get(entry.key) ?? make(entry);
      elements.set(entry.key, element);
      update(element, entry);
      if (element === place) place = place.nextElementSibling;
      else list.insertBefore(element, place);
    }
    for (const key of gone) {
      elements.get(key)?.remove();
      elements.delete(key);
    }
    if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
  };
}

/** Sets an attribute to a value, or takes it away: null and false mean none, true means empty.
 *  @param {Element} element
 *  @param {string} name
 *  @param {string | boolean | null | undefined} value */
export function mark(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else element.setAttribute(name, value === true ? "" : value);
}
