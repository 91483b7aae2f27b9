// Whether the server can tell visitors apart, by the address that it sees.
const CROWD = 20; // sockets of a single address that make one wonder
const LOOPBACK = /^(127\.|\[?::1\]?$|localhost$)/;

/** Why all visitors count as one address, if they do. `host`: where the page was opened. */
export function countedAsOne({ seen, how, sockets, addresses }, host) {
  const all = `All visitors count as one, ${seen}, and share its limits`;
  if (how === "undeclared")
    return `${all}: a proxy says who comes (X-Forwarded-For), and this server doesn't look. Set BEHIND_PROXY=on.`;
  if (how === "silent") return `${all}: the proxy doesn't say who comes. Let it send X-Forwarded-For.`;
  if (how === "short") return `${all}: fewer proxies than PROXY_HOPS says wrote into X-Forwarded-For.`;
  if (how === "garbled") return `${all}: what the proxy writes into X-Forwarded-For is no address.`;
  if (LOOPBACK.test(seen) && !LOOPBACK.test(host))
    return `${all}: something on the server itself stands between. Let it send X-Forwarded-For, and set BEHIND_PROXY=on.`;
  if (sockets >= CROWD && addresses === 1)
    return `All ${sockets} pages of customers come from a single address. If a proxy stands between, let it send X-Forwarded-For, set BEHIND_PROXY=on, and look at PROXY_HOPS.`;
  return null;
}
