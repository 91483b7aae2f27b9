// A rating on its way: kept in this browser until the server has answered, and said again by its id on each
// new line.
import { retryAfter } from "../../../wire/frames.js";
import { rate } from "../frames.js";

const SETTLED = 600; // ms: who goes along the faces by key means the last one

/** page: the conversation; store: of storage/kept.js; about: the id of the resolution
 *  on: given(), refused(code)
 *  → give({score, body}), said() → what was said last, here, and not yet told by the log, or null
 *  @param {{page: any, store: ReturnType<typeof import("../../../storage/kept.js").kept>, about: string,
 *    newId: () => string, on: {given: () => void, refused: (code: string) => void}}} parts */
export function createGiving({ page, store, about, newId, on }) {
  const { clock, ticket } = page;
  const before = store.get();
  let owed = before?.about === about ? before : null;
  let given = null;
  let settling;

  const send = () => void (owed && page.send(rate({ ...owed, ticket })));
  function settle(act, ...said) {
    given = act === on.given ? owed : given;
    owed = null;
    store.remove();
    act(...said);
  }

  page.on("events", ({ events }) => {
    if (events.some(({ kind }) => kind === "rating")) given = null; // or a newer one, of another page
    if (owed && events.some(({ id }) => id === owed.id)) settle(on.given);
    else send();
  });
  page.on("ack", ({ id }) => id === owed?.id && settle(on.given));
  page.on("reject", (frame) => {
    if (frame.id !== owed?.id) return;
    const wait = retryAfter(frame);
    if (wait !== null) clock.setTimeout(send, wait * 1000);
    else if (frame.code === "unchanged") settle(on.given);
    else settle(on.refused, frame.code);
  });
  send();

  return {
    give({ score, body }) {
      owed = { id: newId(), about, score, body };
      store.set(owed);
      clock.clearTimeout(settling);
      settling = clock.setTimeout(send, SETTLED);
    },
    said: () => owed ?? given,
  };
}
