// What the banner says. Pure. The words are part of the design: change them with care.
const COUNTDOWN_FROM = 5; // seconds
/** While a captive portal, or whatever else, takes our calls. */
export const STRANGER = "Something between you and us answers instead, perhaps this network's sign-in page.";

/** {state, stop, retryAt, held, byHttp, stranger, online, now} → {words, act?, tone} or null when there is
 *  nothing to say. */
export function linkWords({ state, stop, retryAt, held, byHttp = false, stranger = false, online, now }) {
  if (state === "live") return null;
  if (state === "signed-out")
    return { words: "You've been signed out. Your draft is kept.", act: "Sign in", tone: "stopped" };
  if (state === "stopped")
    return { words: stop?.reason || "This page can't go on.", act: "Load again", tone: "stopped" };
  if (byHttp) return { words: "Connected the slow way: messages arrive a few seconds later.", tone: "calm" };
  if (stranger) return { words: `${STRANGER} Your messages are safe and will be sent.`, tone: "trouble" };
  if (!online) return { words: "You're offline. Messages will be sent when you're back.", tone: "trouble" };
  const seconds = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  if (seconds >= COUNTDOWN_FROM)
    return {
      words: `Reconnecting in ${seconds} s${held ? "" : " ·"}`,
      act: held ? null : "Try now",
      tone: "trouble",
    };
  return { words: "Reconnecting… Your messages are safe and will be sent.", tone: "trouble" };
}

export const backWords = (sent) => `Back online: ${sent} ${sent === 1 ? "message" : "messages"} sent`;

/** The same to be heard: a number that counts down would be read out again and again. */
export const spokenWords = (words) => words.replace(/ in \d+ s( ·)?$/, ".");
