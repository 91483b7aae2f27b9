// One HTTP call to our own server, with an end to patience.
import { isRefusal } from "./shapes.js";
import { createTries, LOST } from "./tries.js";

const BREATHER = 1; // seconds, where the server asks for time and not for how much
const MARK = "Holdfast"; // the header of each answer of ours
const UNCHANGED = 304; // what was asked for with `If-None-Match`
const EMPTY = new Set([204, UNCHANGED]);

/** createHttp({fetch, clock, as, bearer, byToken, steps, heard, signedOut})
 *  → ask({method, path, body?, headers?, brings?}, signal?)
 *  → promise of {status, answer, retryAfter (seconds), stranger, took, overtook}.
 *  as: the agent who asks, if it is one: this browser may hold a customer's link too, or somebody else's
 *  sign-in by now.
 *  bearer() → the token of the customer who asks, where their cookie isn't enough.
 *  byToken: no cookie goes with it: the page stands in somebody else's.
 *  steps: of tries.js · heard(answer): each time, before the promise is kept
 *  signedOut(): the answer is that the agent who asks isn't signed in any more
 *  brings(answer) → whether it is what such a call brings (shapes.js); without, our mark decides.
 *  status 0: no answer of ours came. What a proxy or a hotel's sign-in page says instead is no verdict
 *  either: `stranger`. That a proxy says so, with a 5xx, is our own server's trouble.
 *  @typedef {import("./tries.js").Call} Call
 *  @typedef {import("./tries.js").Answer} Answer
 *  @typedef {import("./tries.js").Ask} Ask
 *  @param {{fetch?: typeof globalThis.fetch, clock: import("./clock.js").Clock, as?: string,
 *    bearer?: () => string | null, byToken?: boolean, steps?: number[],
 *    heard?: (answer: Answer) => void, signedOut?: () => void}} parts
 *  @returns {Ask} */
export function createHttp({
  fetch = (...call) => globalThis.fetch(...call),
  clock,
  as,
  bearer = () => null,
  byToken,
  steps,
  heard,
  signedOut,
}) {
  const once = createOnce({ fetch, as, bearer, byToken, signedOut });
  const inTries = createTries({ once, clock, steps });
  return async function ask(call, signal) {
    const answer = await inTries(call, signal);
    heard?.(answer);
    return answer;
  };
}

/** The same in one try, that ends with its signal: for what is too large to go twice.
 *  @typedef {(call: Call, signal: AbortSignal) => Promise<Answer>} Once
 *  @param {{fetch?: typeof globalThis.fetch, as?: string, bearer?: () => string | null,
 *    byToken?: boolean, signedOut?: () => void}} parts
 *  @returns {Once} */
export function createOnce({
  fetch = (...call) => globalThis.fetch(...call),
  as,
  bearer = () => null,
  byToken = false,
  signedOut,
}) {
  return async function once({ method, path, body, headers, brings }, signal) {
    try {
      const response = await fetch(claimed(path, as), {
        method,
        cache: "no-store",
        redirect: "manual",
        ...(byToken && { credentials: "omit" }),
        signal,
        ...contentOf(body, { ...authorized(bearer()), ...headers }),
      });
      const ours = await verdict(response, brings);
      if (ours?.status === 401) signedOut?.();
      return ours ?? { ...LOST, stranger: response.status < 500 && !signal.aborted };
    } catch {
      return LOST;
    }
  };
}

/** ask: of createHttp → getJson(path, brings) → promise of what the server has there, or of null when it
 *  can't be had.
 *  @typedef {(path: string, brings: (answer: any) => boolean) => Promise<any>} GetJson
 *  @type {(ask: Ask) => GetJson} */
export const createGetJson = (ask) => async (path, brings) => {
  const { status, answer } = await ask({ method: "GET", path, brings });
  return status === 200 ? answer : null;
};

const claimed = (path, as) =>
  as ? `${path}${path.includes("?") ? "&" : "?"}as=${encodeURIComponent(as)}` : path;
const authorized = (token) => token && { Authorization: `Bearer ${token}` };
const contentOf = (body, headers) =>
  body instanceof Blob
    ? { headers: { "Content-Type": "application/octet-stream", ...headers }, body }
    : body
      ? { headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) }
      : { headers };

// null: not ours. A body that isn't there, or is none of JSON, is not ours but for a marked 204 or 304.
/** @type {(response: Response, brings?: (answer: any) => boolean) => Promise<Answer | null>} */
async function verdict(response, brings) {
  const { status } = response;
  const marked = response.headers.has(MARK);
  const etag = response.headers.get("ETag");
  const answer = EMPTY.has(status) ? {} : await json(response);
  if (!answer || !isOurs(response, answer, marked, brings)) return null;
  return {
    status,
    answer,
    retryAfter: Number(response.headers.get("Retry-After")) || BREATHER,
    stranger: false,
    ...(etag && { etag }),
  };
}

function isOurs({ status, ok }, answer, marked, brings) {
  if (status === UNCHANGED) return marked;
  if (!ok) return isRefusal(answer, marked);
  return brings ? status !== 204 && brings(answer) : marked;
}

async function json(response) {
  const text = await response.text(); // a line that breaks here is no stranger, and throws
  try {
    const answer = JSON.parse(text);
    return typeof answer === "object" && !Array.isArray(answer) ? answer : null;
  } catch {
    return null;
  }
}
