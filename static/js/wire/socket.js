// A WebSocket, reduced to what a link needs.

const FRESH = 2_000; // ms: the server closes what says no `hello` within 5 s

/** The socket's address for a page at `location`.
 *  @param {{protocol: string, host: string}} location */
export function socketUrl({ protocol, host }) {
  return `${protocol === "https:" ? "wss:" : "ws:"}//${host}/ws/`;
}

/** Opens a socket; on: {open(), text(string), binary(ArrayBuffer), close(code, reason)}.
 *  → {send(data) → whether it was taken, abandon()}. May throw, as `new WebSocket` does.
 *  @typedef {{open: () => void, text: (text: string) => void, binary: (buffer: ArrayBuffer) => void,
 *    close: (code: number, reason: string) => void}} Ears
 *  @typedef {{send: (data: string | Uint8Array) => boolean, abandon: () => void}} Socket
 *  @param {string} url
 *  @param {Ears} on
 *  @returns {Socket} */
export function openSocket(url, on, Socket = globalThis.WebSocket) {
  const socket = takeEarly(url) ?? new Socket(url);
  socket.binaryType = "arraybuffer"; // Blobs are read asynchronously, and so out of order
  if (socket.readyState === 1) queueMicrotask(() => socket.onopen?.());
  socket.onopen = () => on.open();
  socket.onmessage = ({ data }) => (typeof data === "string" ? on.text(data) : on.binary(data));
  socket.onclose = ({ code, reason }) => on.close(code, reason);
  return { send: (data) => sendIfOpen(socket, data), abandon: () => abandon(socket) };
}

/** The one that was opened before the page's scripts were there (wire/early_socket.js), once. */
function takeEarly(url) {
  const { early } = /** @type {any} */ (globalThis);
  delete (/** @type {any} */ (globalThis).early);
  if (!early) return null;
  const { socket, since } = early;
  if (socket.url === url && socket.readyState <= 1 && performance.now() - since < FRESH) return socket;
  socket.close();
  return null;
}

function sendIfOpen(socket, data) {
  if (socket.readyState !== 1) return false;
  socket.send(data);
  return true;
}

// Nothing of an abandoned socket may be heard again, and nobody waits for its
// close: on a dead link that takes a minute. One that still connects is closed at
// once, too: browsers connect to a host one at a time, so the next would wait for it.
function abandon(socket) {
  socket.onopen = socket.onmessage = socket.onclose = null;
  socket.close();
}
