// What the stories are played with: a clock that moves when told to, sockets that do
// as they are told, dice that fall the same way each time.
import { openSocket } from "../../static/js/wire/socket.js";

export class Clock {
  time = 1_000_000;
  #timers = new Map();
  #next = 1;
  now = () => this.time;
  setTimeout = (run, ms) => {
    this.#timers.set(this.#next, { due: this.time + ms, run });
    return this.#next++;
  };
  clearTimeout = (id) => void this.#timers.delete(id);

  /** Time passes and each timer runs when it is due. */
  pass(ms) {
    const end = this.time + ms;
    for (let next = this.#due(end); next; next = this.#due(end)) {
      this.time = Math.max(this.time, next.due);
      this.#run(next);
    }
    this.time = end;
  }

  /** The machine sleeps: time passes, and only then do the timers run that were due. */
  sleep(ms) {
    this.time += ms;
    const due = this.#allDue(this.time);
    for (const timer of due) this.#run(timer);
  }

  get waiting() {
    return this.#timers.size;
  }

  #allDue(end) {
    const entries = [...this.#timers].map(([id, timer]) => ({ id, ...timer }));
    return entries.filter(({ due }) => due <= end).sort((a, b) => a.due - b.due || a.id - b.id);
  }
  #due(end) {
    return this.#allDue(end)[0];
  }
  #run({ id, run }) {
    if (this.#timers.delete(id)) run();
  }
}

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
export function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A browser's WebSocket, as seen by the page and, by its last methods, by the server. */
export class FakeWebSocket {
  readyState = 0;
  sent = [];
  closes = 0;
  constructor(url) {
    this.url = url;
  }
  send(data) {
    if (this.readyState !== 1) throw new Error("not open");
    this.sent.push(data);
  }
  close() {
    this.closes += 1;
    this.readyState = 2; // and there it stays, as on a dead link
  }

  accept() {
    this.readyState = 1;
    this.onopen?.();
  }
  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  bytes(...bytes) {
    this.onmessage?.({ data: new Uint8Array(bytes).buffer });
  }
  die(code = 1006, reason = "") {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }

  /** The text frames that the page sent. */
  get frames() {
    return this.sent.filter((data) => typeof data === "string").map((text) => JSON.parse(text));
  }
  /** The binary ones, as arrays of numbers. */
  get binaries() {
    return this.sent.filter((data) => typeof data !== "string").map((data) => [...data]);
  }
}

/** A server: `sockets` has every socket that was opened to it, in order. */
export function createServer() {
  const sockets = [];
  class Socket extends FakeWebSocket {
    constructor(url) {
      super(url);
      sockets.push(this);
    }
  }
  return {
    sockets,
    openSocket: (on) => openSocket("wss://holdfast.test/ws/", on, Socket),
    get last() {
      return sockets.at(-1);
    },
  };
}

export const welcome = {
  type: "welcome",
  v: 1,
  heartbeat: 10,
  timeout: 11,
  you: { role: "customer", name: "Alice" },
};

/** An events frame that ends at its last event: events(ticket, 3, 4) has the seqs 3 and 4. */
export function events(ticket, ...seqs) {
  const list = seqs.map((seq) => ({
    seq,
    id: `${ticket}-${seq}`,
    kind: "message",
    body: `no. ${seq}`,
    at: "",
  }));
  return { type: "events", ticket, events: list, head: seqs.at(-1) ?? 0, more: false };
}

/** A store that keeps copies, as a database does. Two outboxes may share it, as two tabs do. */
export function memoryStore() {
  const rows = new Map();
  let order = 0;
  return {
    all: async () => structuredClone([...rows.values()]),
    put: async (item) => {
      const kept = structuredClone({ ...item, order: item.order ?? ++order });
      rows.set(item.id, kept);
      return structuredClone(kept);
    },
    remove: async (id) => void rows.delete(id),
  };
}
