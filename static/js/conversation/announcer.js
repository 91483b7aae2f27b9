// What a screen reader says of a conversation: messages that come while it is open. The log
// itself is silent, or each mark that moves and each page of the past would be read out.
import { t } from "../words/t.js";
import { inOneLine } from "./kinds.js";

const MOST = 3; // messages at once, before it is only their number

/** {place: a live region, isMe(author)} → {loaded(): from now on what comes is new, came(events), empty()} */
export function createAnnouncer({ place, isMe }) {
  let loaded = false;
  return {
    loaded() {
      loaded = true;
    },
    startOver() {
      loaded = false;
    },
    came(events) {
      const words = loaded ? spokenWords(events, isMe) : [];
      if (words.length) place.replaceChildren(...words.map(line));
    },
    empty: () => place.replaceChildren(),
  };
}

/** One sentence for each new message of others, or one for all. Pure. */
export function spokenWords(events, isMe) {
  const news = events.filter(({ kind, author }) => (kind === "message" || kind === "note") && !isMe(author));
  if (news.length > MOST) return [t("conversation.new", { n: news.length })];
  return news.map((event) =>
    t(event.kind === "note" ? "conversation.spoken-note" : "conversation.spoken", {
      name: event.author.name,
      body: inOneLine(event),
    }),
  );
}

const line = (words) => Object.assign(document.createElement("p"), { textContent: words });
