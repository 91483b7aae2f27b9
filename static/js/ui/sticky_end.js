// Keeps the log at its end while it is within 100 px of it; otherwise a pill says
// how many messages came below. Where the log shows another stretch, without its end, the pill leads back.
// → {keep(change, {arrived, jump, older}), atEnd(), release(), leave(back), return(), close()}
const NEAR = 100; // pixels

/** @typedef {{arrived?: number, jump?: boolean, older?: boolean}} How */
/** list: of the log, with its lines; below(n): words for so many, 0 where the end is elsewhere
 *  @param {{log: HTMLElement, list: Element, pill: HTMLElement, words: HTMLElement,
 *    below: (n: number) => string, reached?: () => void}} parts */
export function createStickyEnd({ log, list, pill, words, below: wordsFor, reached = () => {} }) {
  let below = 0;
  let stuck = true;
  /** @type {(() => void) | null} while the end is not in the list: brings it back */
  let away = null;

  const distance = () => log.scrollHeight - log.scrollTop - log.clientHeight;
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
  };

  function count(n) {
    below = n;
    pill.hidden = below === 0 && !away;
    words.textContent = wordsFor(below);
  }

  function look() {
    if (away) return;
    stuck = distance() <= NEAR;
    if (stuck && below) count(0);
    if (stuck) reached();
  }

  // A keyboard that opens, or a composer that grows, makes the log shorter; a line may grow by itself.
  const resized = new ResizeObserver(() => {
    if (stuck) toEnd();
  });
  const listening = new AbortController();
  const jump = () => {
    away?.();
    toEnd();
    count(0);
    log.focus({ preventScroll: true });
  };
  resized.observe(log);
  resized.observe(list);
  log.addEventListener("scroll", look, { passive: true, signal: listening.signal });
  pill.addEventListener("click", jump, { signal: listening.signal });

  return {
    /** Makes a change to the log: `arrived` messages of others; jump: the own hand wrote;
     *  older: lines came above, and what is read must not move.
     *  @param {() => void} change
     *  @param {How} how */
    keep(change, { arrived = 0, jump: own = false, older = false } = {}) {
      if (older && !stuck) return holding(log, list, change);
      change();
      if (stuck || own) {
        toEnd();
        count(0);
        stuck = true;
      } else if (arrived) count(below + arrived);
    },
    atEnd: () => stuck,
    /** Something else than the end is to be looked at, wherever that scrolls to. */
    release() {
      stuck = false;
    },
    /** Another stretch is shown; back(): shows that with the end again.
     *  @param {() => void} back */
    leave(back) {
      away = back;
      stuck = false;
      count(below);
    },
    return() {
      away = null;
      count(0);
    },
    close() {
      listening.abort();
      resized.disconnect();
      count(0);
    },
  };
}

// The line at the top of the view stays where it is. By hand: a browser's own anchoring
// doesn't exist everywhere, and not at the very top anywhere.
/** @param {HTMLElement} log
 *  @param {Element} list
 *  @param {() => void} change */
function holding(log, list, change) {
  const top = log.getBoundingClientRect().top;
  const line = [...list.children].find((one) => one.getBoundingClientRect().bottom > top && one.id);
  const before = line?.getBoundingClientRect().top;
  log.style.overflowAnchor = "none";
  change();
  if (line?.isConnected) log.scrollTop += line.getBoundingClientRect().top - (before ?? 0);
  log.style.overflowAnchor = "";
}
