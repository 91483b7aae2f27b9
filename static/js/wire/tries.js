// One HTTP call in several tries, each over a connection of its own: a browser keeps its
// connections, and a call on one that is dead for ever is never answered. So one try is
// patient, and beside it a fresh one begins at each step, and has two of them; whichever is
// answered first counts. Three at a time, for a browser opens six connections to a host.
// A try that is given up takes its connection with it. All times in milliseconds.
export const PATIENCE = 10_000; // a call that takes longer counts as lost
export const CALM = [2_000]; // from each try to the next, and so on with the last
/** While no socket is live: whatever dead connections the browser keeps are soon used up. */
export const BRISK = [500, 500, 500, 500, 1_000, 1_000, 1_500];
const AT_ONCE = 3;
const SILENT = 3_000; // so long without an answer is more than a hiccup
const SLOWER = 2; // a line whose answers take long is given so many times as much

/** createTries({once(call, signal) → promise of an answer, status 0 when none came; clock, steps})
 *  → ask(call, signal?) → promise of the answer, with `took`, and `overtook`: after a silence, while an
 *  older try still hung; etag: of what was asked for
 *  @typedef {{method: string, path: string, body?: any, headers?: Record<string, string>,
 *    brings?: (answer: any) => boolean}} Call
 *  @typedef {{status: number, answer: any, retryAfter: number, stranger: boolean, took?: number,
 *    overtook?: boolean, etag?: string}} Answer
 *  @typedef {(call: Call, signal?: AbortSignal) => Promise<Answer>} Ask
 *  @param {{once: (call: Call, signal: AbortSignal) => Promise<Answer>, clock: import("./clock.js").Clock,
 *    steps?: number[]}} parts
 *  @returns {Ask} */
export function createTries({ once, clock, steps = CALM }) {
  let usual = 0; // what the last answer took
  const stepOf = ({ method }) => {
    const all = method === "GET" ? steps : CALM; // what is written may wait for the database
    return (n) => Math.max(all[Math.min(n, all.length - 1)], SLOWER * usual);
  };

  return (call, signal) =>
    new Promise((resolve) => {
      const began = clock.now();
      const step = stepOf(call);
      const tries = new Set(); // under way, in the order of their beginning
      let [timer, count] = [null, 0];

      function begin() {
        if (tries.size === AT_ONCE) leave([...tries][1]); // the first is the patient one
        const one = { began: clock.now(), ending: new AbortController() };
        tries.add(one);
        once(call, one.ending.signal).then((answer) => tries.has(one) && settle(one, answer));
      }

      function leave(one) {
        tries.delete(one);
        one.ending.abort();
      }

      function goOn() {
        timer = clock.setTimeout(
          () => {
            if (clock.now() - began >= PATIENCE) return giveUp();
            begin();
            goOn();
          },
          Math.min(step(count++), Math.max(0, began + PATIENCE - clock.now())),
        );
      }

      // A try that fails while another hangs says nothing about that one.
      function settle(one, answer) {
        const overtook = one !== [...tries][0] && clock.now() - began >= SILENT;
        tries.delete(one);
        if (answer.status === 0) return void (tries.size || end(answer));
        usual = clock.now() - one.began;
        end({ ...answer, took: usual, overtook });
      }

      function giveUp() {
        usual = 0; // it may be slow no longer, but dead
        end(LOST);
      }

      const stop = () => end(LOST);
      function end(answer) {
        clock.clearTimeout(timer);
        signal?.removeEventListener("abort", stop);
        for (const one of tries) leave(one);
        resolve(answer);
      }

      signal?.addEventListener("abort", stop);
      begin();
      goOn();
    });
}

/** No answer of ours came. stranger: somebody else's did.
 *  @type {Answer} */
export const LOST = { status: 0, answer: null, retryAfter: 1, stranger: false };
