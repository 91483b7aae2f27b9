// One HTTP call to our own server, with an end to patience.
export const PATIENCE = 10_000; // milliseconds: a call that takes longer counts as lost
const BREATHER = 1; // seconds, where the server asks for time and not for how much

/** createHttp({fetch, clock, as, bearer}) → ask({method, path, body?, headers?}, signal?) → promise of {status, answer, retryAfter (seconds)}.
 *  as: the agent who asks, if it is one: this browser may hold a customer's link too, or somebody else's sign-in by now.
 *  bearer() → the token of the customer who asks, where their cookie isn't enough.
 *  status 0: no answer of ours came. What a proxy or a hotel's sign-in page says instead is no verdict either. */
export function createHttp({ fetch = (...call) => globalThis.fetch(...call), clock, as, bearer = () => null }) {
  return async function ask({ method, path, body, headers }, signal) {
    const ending = new AbortController();
    const timer = clock.setTimeout(() => ending.abort(), PATIENCE);
    signal?.addEventListener("abort", () => ending.abort(), { once: true });
    try {
      const response = await fetch(claimed(path, as), { method, cache: "no-store", redirect: "error", signal: ending.signal, ...contentOf(body, { ...authorized(bearer()), ...headers }) });
      return await verdict(response);
    } catch {
      return { status: 0, answer: null, retryAfter: BREATHER };
    } finally {
      clock.clearTimeout(timer);
    }
  };
}

/** ask: of createHttp → getJson(path) → promise of what the server has there, or of null when it can't be had. */
export const createGetJson = (ask) => async (path) => {
  const { status, answer } = await ask({ method: "GET", path });
  return status === 200 ? answer : null;
};

const claimed = (path, as) => (as ? `${path}${path.includes("?") ? "&" : "?"}as=${encodeURIComponent(as)}` : path);
const authorized = (token) => token && { Authorization: `Bearer ${token}` };
const contentOf = (body, headers) => (body ? { headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body) } : { headers });

async function verdict(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || BREATHER;
  const answer = response.status === 204 ? {} : await response.json();
  const ours = response.ok || typeof answer?.code === "string";
  return { status: ours ? response.status : 0, answer, retryAfter };
}
