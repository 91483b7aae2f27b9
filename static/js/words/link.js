// What the banner says. Pure. The words are part of the design: change them with care.
import { hasWords, t } from "./t.js";

const COUNTDOWN_FROM = 5; // seconds
/** While a captive portal, or whatever else, takes our calls. */
export const strangerWords = () => t("link.stranger");

/** {state, stop, retryAt, held, byHttp, stranger, online, now} → {words, spoken?, act?: "try" | "sign-in" |
 *  "load", tone} or null when there is nothing to say. `spoken`: the same to be heard, for a number that
 *  counts down would be read out again and again. */
export function linkWords({ state, stop, retryAt, held, byHttp = false, stranger = false, online, now }) {
  if (state === "live") return null;
  if (state === "signed-out") return { words: t("link.signed-out"), act: "sign-in", tone: "stopped" };
  if (state === "stopped") return { words: stoppedWords(stop?.code), act: "load", tone: "stopped" };
  if (byHttp) return { words: t("link.by-http"), tone: "calm" };
  if (stranger) return { words: `${strangerWords()} ${t("link.safe")}`, tone: "trouble" };
  if (!online) return { words: t("link.offline"), tone: "trouble" };
  const n = retryAt === null ? 0 : Math.ceil((retryAt - now) / 1000);
  if (n < COUNTDOWN_FROM) return { words: `${t("link.reconnecting")} ${t("link.safe")}`, tone: "trouble" };
  return {
    words: `${t("link.countdown", { n })}${held ? "" : " ·"}`,
    spoken: t("link.counting"),
    act: held ? null : "try",
    tone: "trouble",
  };
}

/** Why the server will never talk to this page, by the code that it closed with. */
const stoppedWords = (code) => t(hasWords(`link.stopped.${code}`) ? `link.stopped.${code}` : "link.stopped");

export const backWords = (n) => t("link.back", { n });
