// Asks the server to open a ticket, and goes on asking while it can't be reached.
import { strangerWords } from "../words/link.js";
import { hasWords, t } from "../words/t.js";
import { opened as isOpened } from "../wire/shapes.js";

const FIRST = 1_000; // milliseconds before the second try
const CAP = 15_000;

/** {ask: of wire/http.js, clock, isOnline(), say(words, tone), opened(answer, request), refused(error)} →
 *  {run(request), now()} */
export function createOpening({ ask, clock, isOnline, say, opened, refused }) {
  let request = null;
  let attempt = 0;
  let timer = null;

  async function go() {
    clock.clearTimeout(timer);
    timer = null;
    const { status, answer, retryAfter, stranger } = await ask({
      method: "POST",
      path: "/api/tickets",
      body: request,
      brings: isOpened,
    });
    if (status === 201 || status === 200) return opened(answer, request);
    if (status >= 400 && status < 500 && status !== 429) return refuse(answer);
    again(status, retryAfter, stranger);
  }

  function refuse(answer) {
    request = null;
    const key = `start.refused.${answer.code}`;
    say(t(hasWords(key) ? key : "start.refused"), "danger");
    refused(answer);
  }

  function again(status, retryAfter, stranger) {
    const ms = status ? retryAfter * 1000 : Math.min(CAP, FIRST * 2 ** attempt);
    attempt += 1;
    timer = clock.setTimeout(go, ms);
    if (status === 429) say(t("start.many", { n: Math.ceil(ms / 1000) }));
    else if (stranger) say(`${strangerWords()} ${t("start.kept")}`);
    else if (!isOnline()) say(t("start.offline"));
    else say(`${t("start.unreachable")} ${t("start.kept")}`);
  }

  return {
    run(what) {
      request = what;
      attempt = 0;
      say("");
      go();
    },
    /** Don't wait any longer: the browser is back online. */
    now() {
      if (timer) go();
    },
  };
}
