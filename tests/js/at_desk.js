// The desk as a feature has it (static/js/desk/desk.js), with one open ticket and nothing to be seen.
import { createAsking } from "../../static/js/desk/asking.js";
import { mayBy } from "../../static/js/desk/may.js";
import { createUndo } from "../../static/js/desk/undo.js";
import { Clock } from "./cast.js";

/** A button: press() it; detail: of a click, which of how many in a row it is. */
export const button = () => {
  const listeners = [];
  return {
    hidden: false,
    addEventListener: (_, listen) => listeners.push(listen),
    press: (detail = 1) => listeners.forEach((listen) => listen({ detail })),
  };
};

/** row: of the open ticket, undefined while nothing is known of it; seen: the newest seq on the screen */
export function atDesk({ row, seen = 0, current = () => "t", me = "ada", rights = "note answer" }) {
  const [sent, revealed, keys, heard, offers, offered, went] = [[], [], {}, {}, [], {}, []];
  const clock = new Clock();
  const parts = {
    ticket: { setAttribute() {}, removeAttribute() {} },
    composerHint: { dataset: {}, textContent: "" },
    undo: { hidden: true },
    undoWords: { textContent: "" },
    undoAct: { addEventListener() {} },
  };
  const asking = createAsking({
    parts,
    link: { send: (frame) => sent.push(frame) },
    current,
    row: () => row,
  });
  const undo = createUndo({ parts, clock });
  const desk = {
    me,
    key: "3",
    may: mayBy(rights),
    name: () => "Ada",
    current,
    row: () => row,
    seen: (ticket) => (ticket === current() ? seen : undefined),
    ask: asking.ask,
    reveal: ({ seq }) => revealed.push(seq),
    offerUndo(words, act) {
      offers.push(words);
      undo.offer(words, act);
    },
    onKey(key, act) {
      keys[key] = act;
    },
    offer(action) {
      if (!desk.may(action.needs)) return () => {};
      offered[action.name] = action;
      if (action.key) keys[action.key] = () => (action.can?.() ?? true) && action.run?.("");
      return () => {};
    },
    next: () => () => went.push("next"),
    go: (ticket) => went.push(ticket),
    start: () => {},
    changed: () => {},
    now: () => clock.now(),
    getJson: async () => null,
    call: async () => ({ status: 0, answer: null, retryAfter: 0, stranger: false }),
    on(type, handle) {
      heard[type] = handle;
      return () => delete heard[type];
    },
  };
  return {
    desk,
    asking,
    sent,
    revealed,
    keys,
    heard,
    offers,
    offered,
    went,
    undo,
    hint: parts.composerHint,
    /** The server takes the newest request; row: as it is from then on. */
    async done(now = row) {
      row = now;
      asking.ack({ id: sent.at(-1).id });
      await settled();
    },
  };
}
export const settled = () => new Promise(setImmediate);
