// A socket of the self-test's own: answers pings, and remembers what it heard.
import * as frames from "../wire/frames.js";

/** {openSocket(on), clock} → {heard, send(data), until(true, ms), end()}
 *  heard: {open, closed: {code, reason}, frames, pings, answer}
 *  @typedef {{open: boolean, closed: {code: number | null, reason: string} | null, frames: any[],
 *    pings: number, answer: frames.ProbeAnswer | null}} Heard
 *  @param {{openSocket: import("../liveness/connection.js").OpenSocket,
 *    clock: import("../wire/clock.js").Clock}} parts */
export function openTestLine({ openSocket, clock }) {
  /** @type {Heard} */
  const heard = { open: false, closed: null, frames: [], pings: 0, answer: null };
  const waiting = new Set();
  const changed = () => waiting.forEach((look) => look());
  /** @type {import("../wire/socket.js").Socket | null} */
  let socket = null;

  function binary(buffer) {
    if (frames.isPing(buffer)) {
      heard.pings += 1;
      socket?.send(frames.pong());
    }
    heard.answer = frames.probeAnswer(buffer) ?? heard.answer;
    changed();
  }

  try {
    socket = openSocket({
      open: () => {
        heard.open = true;
        changed();
      },
      text: (text) => {
        heard.frames.push(frames.decode(text) ?? {});
        changed();
      },
      binary,
      close: (code, reason) => {
        heard.closed = { code, reason };
        changed();
      },
    });
  } catch (error) {
    heard.closed = { code: null, reason: String(error) };
  }

  return {
    heard,
    /** @type {(data: any) => boolean | undefined} */
    send: (data) => socket?.send(data),
    /** → promise of whether it came true within `ms` milliseconds, and before the close.
     *  @param {(heard: Heard) => boolean | undefined} true_
     *  @param {number} ms
     *  @returns {Promise<boolean>} */
    until(true_, ms) {
      return new Promise((done) => {
        const timer = clock.setTimeout(() => end(false), ms);
        /** @param {boolean} result */
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
