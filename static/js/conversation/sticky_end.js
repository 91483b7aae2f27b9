// Keeps the log at its end while it is within 100 px of it; otherwise a pill says
// how many messages came below. → {keep(change, {arrived, jump}), atEnd(), close()}
const NEAR = 100; // pixels

export function createStickyEnd({ log, pill, words, reached = () => {} }) {
  let below = 0;
  let stuck = true;

  const distance = () => log.scrollHeight - log.scrollTop - log.clientHeight;
  const toEnd = () => { log.scrollTop = log.scrollHeight; };

  function count(n) {
    below = n;
    pill.hidden = below === 0;
    words.textContent = below === 1 ? "1 new message" : `${below} new messages`;
  }

  function look() {
    stuck = distance() <= NEAR;
    if (stuck && below) count(0);
    if (stuck) reached();
  }

  // A keyboard that opens, or a composer that grows, makes the log shorter.
  const resized = new ResizeObserver(() => { if (stuck) toEnd(); });
  const listening = new AbortController();
  const jump = () => { toEnd(); count(0); log.focus({ preventScroll: true }); };
  resized.observe(log);
  log.addEventListener("scroll", look, { passive: true, signal: listening.signal });
  pill.addEventListener("click", jump, { signal: listening.signal });

  return {
    /** Makes a change to the log: `arrived` messages of others; jump: the own hand wrote. */
    keep(change, { arrived = 0, jump: own = false } = {}) {
      change();
      if (stuck || own) {
        toEnd();
        count(0);
        stuck = true;
      } else if (arrived) count(below + arrived);
    },
    atEnd: () => stuck,
    close() {
      listening.abort();
      resized.disconnect();
      count(0);
    },
  };
}
