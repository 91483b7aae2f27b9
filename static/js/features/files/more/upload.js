// One file on its way to the server, chunk by chunk, whatever the line does. Pure.
import { retryAfter } from "../../../wire/frames.js";

const FIRST = 64 * 1024; // bytes: a chunk that is cut is lost as a whole
const LARGEST = 192 * 1024;
const SMALLEST = 32 * 1024;
const QUICK = 250; // ms: a chunk that took no longer may be a larger one the next time
const SLOW = 2_000; // ms: and one that took as long, a smaller
const PATIENCE = 20_000; // ms for a chunk
const PAUSES = [250, 500, 1_000, 2_000]; // ms after a call that got no answer, and so on with the last
const SIGN_IN = 5_000; // ms until an agent who is signed out may be in again

/** @type {(reason: {code: string, message?: string}) => Error & {code: string}} */
const failed = ({ code, message = "" }) => Object.assign(new Error(message), { code });

/** @type {(chunk: number, took: number) => number} */
const next = (chunk, took) =>
  took <= QUICK ? Math.min(chunk * 2, LARGEST) : took >= SLOW ? Math.max(chunk / 2, SMALLEST) : chunk;

/** upload({ticket, file, tools: of outbox/carried.js, progress(bytes that are there)})
 *  → promise: all of it is there. Rejects with {code, message} when the server won't take it, and when its
 *  signal says so.
 *  @param {{ticket: string, file: import("../frames.js").Outgoing,
 *    tools: import("../../../outbox/carried.js").Tools, progress: (bytes: number) => void}} what */
export async function upload({ ticket, file, tools, progress }) {
  const { once, clock, signal } = tools;
  const { id, name, size } = file;
  const content = new Blob([file.blob]);
  const files = `/api/tickets/${encodeURIComponent(ticket)}/files`;
  let chunk = FIRST;
  let lost = 0; // calls in a row

  /** @param {number} ms */
  const pause = (ms) =>
    new Promise((resolve) => {
      const timer = clock.setTimeout(resolve, ms);
      signal.addEventListener("abort", () => (clock.clearTimeout(timer), resolve(null)), { once: true });
    });

  /** @param {import("../../../wire/http.js").Call} call */
  async function ask(call) {
    if (signal.aborted) throw failed({ code: "cancelled" });
    const ending = new AbortController();
    const end = () => ending.abort();
    const timer = clock.setTimeout(end, PATIENCE);
    signal.addEventListener("abort", end, { once: true });
    const answer = await once(call, ending.signal);
    clock.clearTimeout(timer);
    signal.removeEventListener("abort", end);
    if (signal.aborted) throw failed({ code: "cancelled" });
    return answer;
  }

  /** It isn't taken now, or never.
   *  @param {import("../../../wire/http.js").Answer} heard */
  async function refused({ status, answer, retryAfter: seconds }) {
    if (status === 0) return pause(PAUSES[Math.min(lost++, PAUSES.length - 1)]);
    if (status === 401) return pause(SIGN_IN);
    if (retryAfter(answer) === null && status !== 503) throw failed(answer);
    return pause(seconds * 1000);
  }

  /** → where it goes on */
  async function begin() {
    for (;;) {
      const heard = await ask({ method: "POST", path: files, body: { id, name, size } });
      if (heard.status === 201) return heard.answer.offset;
      await refused(heard);
    }
  }

  let offset = await begin();
  while (offset < size) {
    progress(offset);
    const path = `${files}/${id}?offset=${offset}`;
    const began = clock.now();
    const heard = await ask({ method: "PUT", path, body: content.slice(offset, offset + chunk) });
    const there = heard.answer?.offset;
    if (heard.status === 200) {
      lost = 0;
      chunk = next(chunk, clock.now() - began);
    }
    const lostAnswer = heard.status === 0;
    if (lostAnswer) chunk = Math.max(Math.min(chunk, FIRST) / 2, SMALLEST);
    if (there !== undefined) offset = there;
    else if (heard.status !== 404) await refused(heard);
    if (lostAnswer || heard.status === 404) offset = await begin(); // 404: the server has forgotten it
  }
  progress(size);
}
