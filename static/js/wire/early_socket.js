// Stands inside pages that have a line, so that their socket is on its way while their scripts still come:
// on a slow line one way there and back less. wire/socket.js takes it over.
(() => {
  try {
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}/ws/`);
    socket.binaryType = "arraybuffer";
    /** @type {any} */ (window).early = { socket, since: performance.now() };
  } catch {
    // The page's own try says what is the matter.
  }
})();
