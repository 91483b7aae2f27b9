// From this page through everything in between to the worker and back: where does it stop,
// and what is to be done? Times in milliseconds.
import { encode, hello, probe } from "../wire/frames.js";
import { installation as isInstallation } from "../wire/shapes.js";
import { t } from "../words/t.js";
import { openTestLine } from "./test_line.js";
import { countedAsOne } from "./visitors.js";

const OPENS = 6_000;
const ANSWERS = 4_000;
const TICK = 1_000;
const LATE = 5_000; // what a ping, or a mark, may take beyond its time

const signedOut = () => ends(t("connections.test.signed-out"));
const serverGone = () => ends(t("connections.test.gone"));

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
    /** @param {Step} key
     *  @param {string} state
     *  @param {string} [words] */
    const say = (key, state, words) => parts.on({ key, title: t(`connections.step.${key}`), state, words });
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
      const result = await test[step]();
      say(step, result.bad ? "bad" : "good", result.words);
      if (result.bad) stopped ??= result;
      ended = Boolean(result.ends);
    }
    test.line?.end();
    return stopped
      ? { tone: "bad", words: stopped.words }
      : { tone: "good", words: t("connections.test.whole") };
  };
}

/** @type {Step[]} */
const STEPS = ["http", "parts", "address", "upgrade", "welcome", "probe", "ticks", "ping", "mark"];

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
    if (status === 0) return ends(t("connections.test.no-answer"));
    return ends(t("connections.test.other-answered", { status }));
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
    if (installation.status === 401) return signedOut();
    this.installation = isInstallation(installation.answer ?? {}) ? installation.answer : null;
    if (installation.status === 200 && !this.installation) return ends(t("connections.test.stranger"));
    if (!(answer && this.installation) && !(await this.answers())) return serverGone();
    if (degraded.includes("database") || !this.installation?.processes)
      return ends(t("connections.test.no-database"));
    if (answer?.status === "draining") return ends(t("connections.test.draining"));
    if (!this.installation.redis) return bad(t("connections.test.no-redis"));
    return good();
  }

  async address() {
    const { address } = this.installation;
    const wrong = address && countedAsOne(address, new URL(this.origin).hostname);
    return wrong ? bad(wrong) : good(address && t("connections.test.you-are", { address: address.seen }));
  }

  async upgrade() {
    this.line = openTestLine(this);
    if (await this.line.until(({ open }) => open, OPENS)) return good();
    const { origins } = this.installation;
    if (!origins.includes(this.origin)) {
      return ends(t("connections.test.other-origin", { origin: this.origin, origins: origins.join(", ") }));
    }
    if (this.line.heard.closed) {
      return ends(t("connections.test.blocks"));
    }
    return ends(t("connections.test.holds"));
  }

  async welcome() {
    this.line.send(encode(hello({ tickets: [] })));
    const came = await this.line.until(({ frames }) => frames.some(({ type }) => type === "welcome"), OPENS);
    const of = (wanted) => this.line.heard.frames.find(({ type }) => type === wanted);
    this.greeting = of("welcome");
    if (came) return good(t("connections.test.by-process", { process: this.greeting.socket.process }));
    const bye = of("bye");
    if (bye)
      return bye.code === 4401
        ? signedOut()
        : ends(t("connections.test.refused", { code: String(bye.code) }));
    if (this.line.heard.closed) return ends(t("connections.test.cuts"));
    return ends(t("connections.test.swallows"));
  }

  async probe() {
    this.line.send(probe(1));
    if (await this.line.until(({ answer }) => answer?.n === 1, ANSWERS)) return good();
    return ends(t("connections.test.no-binary"));
  }

  async ticks() {
    const { ticking } = this.line.heard.answer;
    this.ticking = ticking && this.installation.redis;
    if (this.ticking) return good();
    if (!this.installation.redis) return bad(t("connections.test.no-tick-redis"));
    const leads = this.installation.processes.some(
      ({ kind, state }) => kind === "worker" && state === "leading",
    );
    if (leads) return bad(t("connections.test.other-redis"));
    return bad(t("connections.test.no-tick"));
  }

  async ping() {
    await this.pause(1.5 * TICK); // what we said so far is written with the next tick
    this.before = (await this.marked()).answer?.mark ?? 0;
    const { pings } = this.line.heard;
    const patience = this.greeting.heartbeat * 1000 + LATE;
    if (await this.line.until((heard) => heard.pings > pings, patience)) return good();
    if (this.line.heard.closed && !(await this.answers())) return serverGone();
    if (this.signedOut) return signedOut();
    if (this.line.heard.closed) return ends(t("connections.test.idle"));
    return ends(t("connections.test.no-ping", { n: Math.round(patience / 1000) }));
  }

  async mark() {
    if (!this.ticking) return bad(t("connections.test.not-noted-without-ticks"));
    for (let waited = 0; waited < LATE; waited += TICK / 2) {
      const { status, answer: marked } = await this.marked();
      if (marked?.mark > this.before) return good();
      if (status === 401 || this.signedOut) return signedOut();
      if (!marked && !(await this.answers())) return serverGone();
      if (!marked) return bad(t("connections.test.redis-gone"));
      await this.pause(TICK / 2);
    }
    return bad(t("connections.test.not-noted"));
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
