// Whether the server can tell visitors apart, by the address that it sees.
import { t } from "../words/t.js";

const CROWD = 20; // sockets of a single address that make one wonder
const WRONG = new Set(["undeclared", "silent", "short", "garbled"]);
const LOOPBACK = /^(127\.|\[?::1\]?$|localhost$)/;

/** Why all visitors count as one address, if they do. `host`: where the page was opened. */
export function countedAsOne({ seen, how, sockets, addresses }, host) {
  if (WRONG.has(how)) return t(`connections.visitors.${how}`, { address: seen });
  if (LOOPBACK.test(seen) && !LOOPBACK.test(host))
    return t("connections.visitors.between", { address: seen });
  return sockets >= CROWD && addresses === 1 ? t("connections.visitors.crowd", { n: sockets }) : null;
}
