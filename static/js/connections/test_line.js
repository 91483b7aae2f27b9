// A socket of the self-test's own: answers pings, and remembers what it heard.
import * as frames from "../wire/frames.js";

/** {openSocket(on), clock} → {heard, send(data), until(true, ms), end()}
 *  heard: {open, closed: {code, reason}, frames, pings, answer} */
export function openTestLine({ openSocket, clock }) {
  const heard = { open: false, closed: null, frames: [], pings: 0, answer: null };
  const waiting = new Set();
  const changed = () => waiting.forEach((look) => look());
  let socket = null;

  function binary(buffer) {
    if (frames.isPing(buffer)) {
      heard.pings += 1;
      socket.send(frames.pong());
    }
    heard.answer = frames.probeAnswer(buffer) ?? heard.answer;
    changed();
  }

  try {
    socket = openSocket({
      open: () => { heard.open = true; changed(); },
      text: (text) => { heard.frames.push(frames.decode(text) ?? {}); changed(); },
      binary,
      close: (code, reason) => { heard.closed = { code, reason }; changed(); },
    });
  } catch (error) {
    heard.closed = { code: null, reason: String(error) };
  }

  return {
    heard,
    send: (data) => socket.send(data),
    /** → promise of whether it came true within `ms` milliseconds, and before the close. */
    until(true_, ms) {
      return new Promise((done) => {
        const timer = clock.setTimeout(() => end(false), ms);
        function end(result) {
          clock.clearTimeout(timer);
          waiting.delete(look);
          done(result);
        }
        function look() {
          if (true_(heard)) end(true);
          else if (heard.closed) end(false);
        }
        waiting.add(look);
        look();
      });
    },
    end: () => socket?.abandon(),
  };
}
