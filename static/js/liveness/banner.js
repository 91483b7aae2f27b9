// The link banner. Invisible while all is well: it comes after 1.5 s of trouble
// and goes by itself. It never disables anything.
import { backWords, linkWords } from "../words/link.js";
import { t } from "../words/t.js";

const GRACE = 1_500; // milliseconds of trouble before it is worth a word
const TICK = 500; // milliseconds, for the countdown
const GOOD_NEWS = 4_000; // milliseconds that "Back online" stays
const AT_ONCE = new Set(["signed-out", "stopped"]);

/** {parts, link, clock, byHttp() → whether its twin works, stranger() → whether somebody else answers
 *  instead, owed() → whether messages are on their way, act(what), online()} → {state(state), stored()} */
export function createBadge({
  parts,
  link,
  clock,
  byHttp = () => false,
  stranger = () => false,
  owed,
  act,
  online = () => navigator.onLine,
}) {
  const { linkBanner: banner, linkWords: words, linkAct: button, linkSpoken: spoken } = parts;
  const box = banner.querySelector("p");
  /** @type {number | null} */
  let since = null;
  let shown = false;
  let delayed = false; // messages may have been held up by trouble that was shown
  let sent = 0; // of those, how many are stored by now
  let timer = null;

  button.addEventListener("click", () => act(button.dataset.does));

  function say(news) {
    box.hidden = !news;
    if (news) speak(news.spoken ?? news.words);
    if (!news) return;
    banner.dataset.tone = news.tone;
    if (words.textContent !== news.words) words.textContent = news.words;
    button.hidden = !news.act;
    button.dataset.does = news.act ?? "";
    button.textContent = news.act ? t(`link.act.${news.act}`) : "";
  }

  // For screen readers: each state once, without the seconds that count down.
  function speak(text) {
    if (spoken.textContent !== text) spoken.textContent = text;
  }

  function look() {
    clock.clearTimeout(timer);
    const { state, stop, retryAt, held } = link();
    const lasts = clock.now() - (since ?? 0);
    if (AT_ONCE.has(state) || lasts >= GRACE || lasts < 0) {
      // below 0: the clock was set back
      shown = delayed = true;
      say(
        linkWords({
          state,
          stop,
          retryAt,
          held,
          byHttp: byHttp(),
          stranger: stranger(),
          online: online(),
          now: clock.now(),
        }),
      );
    }
    if (!AT_ONCE.has(state)) timer = clock.setTimeout(look, TICK);
  }

  function back() {
    clock.clearTimeout(timer);
    since = null;
    if (shown) {
      say(null);
      speak(t("link.back-spoken"));
    }
    shown = false;
    tellGoodNews();
  }

  // Nobody looks, and the time that passes is nobody's trouble.
  function rest() {
    clock.clearTimeout(timer);
    since = null;
  }

  // Once, when the last of them is stored. It may be so before we are live: by its echo.
  function tellGoodNews() {
    if (!delayed || since !== null || owed()) return;
    if (sent) {
      say({ words: backWords(sent), tone: "good" });
      timer = clock.setTimeout(() => say(null), GOOD_NEWS);
    }
    delayed = false;
    sent = 0;
  }

  return {
    state(state) {
      if (state === "live") return back();
      if (state === "frozen") return rest();
      since ??= clock.now();
      look();
    },
    /** One of our messages is stored. What went by HTTP had its tick at once, and is no news. */
    stored() {
      if (delayed && !byHttp()) sent += 1;
      tellGoodNews();
    },
  };
}
