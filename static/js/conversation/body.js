// A message's words where they are shown: as text at once, and with its links once what finds them is there.
import { later } from "../ui/later.js";

const withLinks = later("conversation", () => import("./more/body.js"), { anyway: true });
const NO_LINK = /^[^.@:]*$/; // an address has one of these

/** @param {Element} element
 *  @param {string} body */
export function showBody(element, body) {
  if (!body) return; // an element without a child is not shown
  const text = new Text(body);
  element.append(text);
  if (NO_LINK.test(body)) return;
  withLinks(({ bodyNodes }) => {
    if (text.data === body) text.replaceWith(...bodyNodes(body));
  });
}
