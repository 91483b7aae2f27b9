// The link banner. Invisible while all is well: it comes after 1.5 s of trouble
// and goes by itself. It never disables anything.
import { backWords, linkWords } from "./link_words.js";

const GRACE = 1_500; // milliseconds of trouble before it is worth a word
const TICK = 500; // milliseconds, for the countdown
const GOOD_NEWS = 4_000; // milliseconds that "Back online" stays
const AT_ONCE = new Set(["signed-out", "stopped"]);

/** {parts, link, clock, owed() → messages on their way, act(what), online()} → {state(state), stored()} */
export function createBadge({ parts, link, clock, owed, act, online = () => navigator.onLine }) {
  const { linkBanner: banner, linkWords: words, linkAct: button } = parts;
  const box = banner.querySelector("p");
  let since = null;
  let shown = false;
  let owing = 0;
  let sent = 0;
  let timer = null;

  button.addEventListener("click", () => act(button.textContent));

  function say(news) {
    box.hidden = !news;
    if (!news) return;
    banner.dataset.tone = news.tone;
    if (words.textContent !== news.words) words.textContent = news.words;
    button.hidden = !news.act;
    button.textContent = news.act ?? "";
  }

  function look() {
    clock.clearTimeout(timer);
    const { state, stop, retryAt, held } = link();
    if (AT_ONCE.has(state) || clock.now() - since >= GRACE) {
      shown = true;
      say(linkWords({ state, stop, retryAt, held, online: online(), now: clock.now() }));
    }
    if (!AT_ONCE.has(state)) timer = clock.setTimeout(look, TICK);
  }

  function back() {
    clock.clearTimeout(timer);
    since = null;
    if (!shown) return;
    shown = false;
    owing = owed();
    sent = 0;
    say(null);
  }

  return {
    state(state) {
      if (state === "live") return back();
      since ??= clock.now();
      look();
    },
    /** One of our messages is stored; good news when it was the last that the trouble held up. */
    stored() {
      if (!owing) return;
      sent += 1;
      if (sent < owing || since !== null) return;
      owing = 0;
      say({ words: backWords(sent), tone: "good" });
      timer = clock.setTimeout(() => say(null), GOOD_NEWS);
    },
  };
}
