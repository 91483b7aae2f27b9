// From this page through everything in between to the worker and back: where does it stop,
// and what is to be done? Times in milliseconds.
import { encode, hello, probe } from "../wire/frames.js";
import { installation as isInstallation } from "../wire/shapes.js";
import { openTestLine } from "./test_line.js";
import { countedAsOne } from "./visitors.js";

const OPENS = 6_000;
const ANSWERS = 4_000;
const TICK = 1_000;
const LATE = 5_000; // what a ping, or a mark, may take beyond its time

const SIGNED_OUT = "You've been signed out: sign in, and test again.";
const GONE =
  "The server stopped answering in the midst of the test: has its web process ended? Test again in a few seconds.";

const isUp = (answer) => answer?.status === "up";
const good = (words = "") => ({ bad: false, words });
const bad = (words) => ({ bad: true, words });
const ends = (words) => ({ bad: true, words, ends: true });

/** {get(path) → promise of {status, answer}, openSocket(on), clock, origin, on({key, title, state, words})}
 *  → run() → promise of {tone, words}. States: waiting, running, good, bad, skipped
 *  @typedef {{bad: boolean, words: string, ends?: boolean}} Result
 *  @typedef {"http" | "parts" | "address" | "upgrade" | "welcome" | "probe" | "ticks" | "ping" | "mark"} Step
 *  @typedef {{get: (path: string) => Promise<{status: number, answer: any}>,
 *    openSocket: import("../liveness/connection.js").OpenSocket,
 *    clock: import("../wire/clock.js").Clock, origin: string}} TestParts
 *  @param {TestParts & {on: (step: {key: Step, title: string, state: string,
 *    words?: string}) => void}} parts */
export function createSelfTest(parts) {
  return async function run() {
    const test = new Test(parts);
    /** @param {[Step, string]} step
     *  @param {string} state
     *  @param {string} [words] */
    const say = ([key, title], state, words) => parts.on({ key, title, state, words });
    for (const step of STEPS) say(step, "waiting");
    /** @type {Result | null} the first that went wrong */
    let stopped = null;
    let ended = false;
    for (const step of STEPS) {
      if (ended) {
        say(step, "skipped");
        continue;
      }
      say(step, "running");
      /** @type {Result} */
      const result = await test[step[0]]();
      say(step, result.bad ? "bad" : "good", result.words);
      if (result.bad) stopped ??= result;
      ended = Boolean(result.ends);
    }
    test.line?.end();
    return stopped
      ? { tone: "bad", words: stopped.words }
      : { tone: "good", words: "All the way there and back: the connection is whole." };
  };
}

/** @type {[Step, string][]} */
const STEPS = [
  ["http", "This page reaches the server"],
  ["parts", "The server has what it needs"],
  ["address", "It knows who comes"],
  ["upgrade", "A WebSocket opens"],
  ["welcome", "The server speaks through it"],
  ["probe", "It answers at once"],
  ["ticks", "The worker's ticks arrive there"],
  ["ping", "The server's ping arrives here"],
  ["mark", "Our answer to it is in Redis"],
];

class Test {
  /** @type {any} what the server told of the whole installation */
  installation = null;
  /** @type {any} the server's `welcome` */
  greeting = null;
  /** @type {any} a test_line.js, once it is opened */
  line = null;
  ticking = false;
  before = 0; // the mark, before the ping

  /** @param {TestParts} parts */
  constructor({ get, openSocket, clock, origin }) {
    this.get = get;
    this.openSocket = openSocket;
    this.clock = clock;
    this.origin = origin;
  }

  async http() {
    const { status, answer } = await this.get("/healthz");
    if (status === 200 && isUp(answer)) return good();
    if (status === 0) return ends("No answer: the server is down, or the network between here and there.");
    return ends(`Something else answered (${status}): does the proxy lead to the web process?`);
  }

  /** Whether the server is there: in the midst of a test it may go. */
  async answers() {
    const { status, answer } = await this.get("/healthz");
    return status === 200 && isUp(answer);
  }

  async parts() {
    const { answer } = await this.get("/readyz");
    const degraded = Object.keys(answer?.degraded ?? {});
    const installation = await this.get("/api/connections?since=9999999999999");
    if (installation.status === 401) return ends(SIGNED_OUT);
    this.installation = isInstallation(installation.answer ?? {}) ? installation.answer : null;
    if (installation.status === 200 && !this.installation)
      return ends(
        "Something else answers in the server's place: a sign-in page of this network, or a proxy's own?",
      );
    if (!(answer && this.installation) && !(await this.answers())) return ends(GONE);
    if (degraded.includes("database") || !this.installation?.processes)
      return ends("The database can't be reached: start it, or look at DATABASE_URL.");
    if (answer?.status === "draining")
      return ends("This web process is about to end. Test again in a few seconds.");
    if (!this.installation.redis)
      return bad(
        "Redis can't be reached from this web process: start it, or look at REDIS_URL. Links stay up, others' messages come late.",
      );
    return good();
  }

  async address() {
    const { address } = this.installation;
    const wrong = address && countedAsOne(address, new URL(this.origin).hostname);
    return wrong ? bad(wrong) : good(address && `you are ${address.seen}`);
  }

  async upgrade() {
    this.line = openTestLine(this);
    if (await this.line.until(({ open }) => open, OPENS)) return good();
    const { origins } = this.installation;
    if (!origins.includes(this.origin)) {
      return ends(
        `This page is at ${this.origin}, but sockets are taken only from ${origins.join(", ")}. Open that address, or set PUBLIC_URL.`,
      );
    }
    if (this.line.heard.closed) {
      return ends(
        "Your proxy blocks upgrades: HTTP gets through, a WebSocket doesn't. Let it pass on the Upgrade and Connection headers for /ws/.",
      );
    }
    return ends(
      "Your proxy holds the upgrade back: there is neither a yes nor a no. Let it pass /ws/ on without buffering.",
    );
  }

  async welcome() {
    this.line.send(encode(hello({ tickets: [] })));
    const came = await this.line.until(({ frames }) => frames.some(({ type }) => type === "welcome"), OPENS);
    const of = (wanted) => this.line.heard.frames.find(({ type }) => type === wanted);
    this.greeting = of("welcome");
    if (came) return good(`by process ${this.greeting.socket.process}`);
    const bye = of("bye");
    if (bye) return ends(bye.code === 4401 ? SIGNED_OUT : `The server refused: ${bye.reason}`);
    if (this.line.heard.closed)
      return ends(
        "Something cuts the socket as soon as it is used: a proxy with a filter, or one that speaks only HTTP.",
      );
    return ends(
      "The socket opens, and nothing comes through: a proxy that buffers or swallows frames. Turn its buffering off for /ws/.",
    );
  }

  async probe() {
    this.line.send(probe(1));
    if (await this.line.until(({ answer }) => answer?.n === 1, ANSWERS)) return good();
    return ends("No answer: binary frames don't get through, or the process has more to do than it can.");
  }

  async ticks() {
    const { ticking } = this.line.heard.answer;
    this.ticking = ticking && this.installation.redis;
    if (this.ticking) return good();
    if (!this.installation.redis) return bad("No tick without Redis.");
    const leads = this.installation.processes.some(
      ({ kind, state }) => kind === "worker" && state === "leading",
    );
    if (leads)
      return bad(
        "A worker beats, but its ticks don't arrive at this process: do both have the same REDIS_URL?",
      );
    return bad("No tick: the heartbeat worker isn't running. Start manage.py heartbeat.");
  }

  async ping() {
    await this.pause(1.5 * TICK); // what we said so far is written with the next tick
    this.before = (await this.marked()).answer?.mark ?? 0;
    const { pings } = this.line.heard;
    const patience = this.greeting.heartbeat * 1000 + LATE;
    if (await this.line.until((heard) => heard.pings > pings, patience)) return good();
    if (this.line.heard.closed && !(await this.answers())) return ends(GONE);
    if (this.signedOut) return ends(SIGNED_OUT);
    if (this.line.heard.closed)
      return ends(
        "The socket was cut while nothing was said: does a proxy end idle connections? It must wait for two heartbeats at least.",
      );
    return ends(
      `No ping within ${Math.round(patience / 1000)} s, though the socket is open: frames get lost on the way here.`,
    );
  }

  async mark() {
    if (!this.ticking)
      return bad("Nothing is noted without ticks. The process pings by its own clock, and closes nobody.");
    for (let waited = 0; waited < LATE; waited += TICK / 2) {
      const { status, answer: marked } = await this.marked();
      if (marked?.mark > this.before) return good();
      if (status === 401 || this.signedOut) return ends(SIGNED_OUT);
      if (!marked && !(await this.answers())) return ends(GONE);
      if (!marked) return bad("Redis can't be reached any more: start it, or look at REDIS_URL.");
      await this.pause(TICK / 2);
    }
    return bad(
      "Our answer isn't noted: it got lost on the way there, or the worker stopped ticking just now.",
    );
  }

  async marked() {
    const { process, id } = this.greeting.socket;
    const { status, answer } = await this.get(`/api/connections/mark?process=${process}&socket=${id}`);
    return { status, answer: status === 200 && Number.isInteger(answer?.tick) ? answer : null };
  }

  get signedOut() {
    return this.line.heard.frames.some(({ type, code }) => type === "bye" && code === 4401);
  }

  pause(ms) {
    return new Promise((done) => this.clock.setTimeout(done, ms));
  }
}
