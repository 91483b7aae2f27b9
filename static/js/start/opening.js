// Asks the server to open a ticket, and goes on asking while it can't be reached.
import { STRANGER } from "../words/link.js";
import { opened as isOpened } from "../wire/shapes.js";

const FIRST = 1_000; // milliseconds before the second try
const CAP = 15_000;
const REFUSED = {
  conflict: "An earlier version of this was sent already. Press the button to send this one too.",
  forbidden: "This page can't send from here. Your message is kept: please load the page again.",
};

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
    say(
      REFUSED[answer.code] ??
        "This was not taken as it is. Your message is kept: please look it over and try again.",
      "danger",
    );
    refused(answer);
  }

  function again(status, retryAfter, stranger) {
    const ms = status ? retryAfter * 1000 : Math.min(CAP, FIRST * 2 ** attempt);
    attempt += 1;
    timer = clock.setTimeout(go, ms);
    if (status === 429)
      say(`Many people are writing at once. Sending in ${Math.ceil(ms / 1000)} s; your message is kept.`);
    else if (stranger) say(`${STRANGER} Your message is kept and will be sent.`);
    else if (!isOnline()) say("You're offline. Your message is kept and will be sent when you're back.");
    else say("We can't be reached just now. Your message is kept and will be sent.");
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
