// A WebSocket, reduced to what a link needs.

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
  const socket = new Socket(url);
  socket.binaryType = "arraybuffer"; // Blobs are read asynchronously, and so out of order
  socket.onopen = () => on.open();
  socket.onmessage = ({ data }) => (typeof data === "string" ? on.text(data) : on.binary(data));
  socket.onclose = ({ code, reason }) => on.close(code, reason);
  return { send: (data) => sendIfOpen(socket, data), abandon: () => abandon(socket) };
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
