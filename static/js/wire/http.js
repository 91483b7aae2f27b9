// One HTTP call to our own server, with an end to patience.
export const PATIENCE = 10_000; // milliseconds: a call that takes longer counts as lost
const BREATHER = 1; // seconds, where the server asks for time and not for how much

/** createHttp({fetch, clock}) → ask({method, path, body?}, signal?) → promise of {status, answer, retryAfter (seconds)}.
 *  status 0: no answer of ours came. What a proxy or a hotel's sign-in page says instead is no verdict either. */
export function createHttp({ fetch, clock }) {
  return async function ask({ method, path, body }, signal) {
    const ending = new AbortController();
    const timer = clock.setTimeout(() => ending.abort(), PATIENCE);
    signal?.addEventListener("abort", () => ending.abort(), { once: true });
    const headers = body ? { "Content-Type": "application/json" } : {};
    try {
      const response = await fetch(path, { method, headers, cache: "no-store", redirect: "error", signal: ending.signal, ...(body && { body: JSON.stringify(body) }) });
      return await verdict(response);
    } catch {
      return { status: 0, answer: null, retryAfter: BREATHER };
    } finally {
      clock.clearTimeout(timer);
    }
  };
}

async function verdict(response) {
  const retryAfter = Number(response.headers.get("Retry-After")) || BREATHER;
  const answer = response.status === 204 ? {} : await response.json();
  const ours = response.ok || typeof answer?.code === "string";
  return { status: ours ? response.status : 0, answer, retryAfter };
}
