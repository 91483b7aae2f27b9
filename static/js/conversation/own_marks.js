// How far this side is in a ticket: what it has (delivered) and what it has read. Each is
// said until the server knows it, however often a line dies in the midst of that word.
import { delivered, read } from "../wire/frames.js";

/** {ticket, send(frame) → whether it was taken, newest() → the newest seq of others, atEnd(), looking()}
 *  @param {{ticket: string, send: (frame: import("../wire/frames.js").PageFrame) => boolean,
 *    newest: () => number, atEnd: () => boolean, looking: () => boolean}} parts */
export function createOwnMarks({ ticket, send, newest, atEnd, looking }) {
  const marks = {
    delivered: createMark((seq) => send(delivered(ticket, seq))),
    read: createMark((seq) => send(read(ticket, seq))),
  };
  const each = (act) => Object.values(marks).forEach(act);
  return {
    /** Call it when events came. */
    got: () => marks.delivered.reach(newest()),
    /** Call it when anything may have become visible. → the newest seq that this side has read */
    look() {
      if (looking() && atEnd()) marks.read.reach(newest());
      return marks.read.upTo;
    },
    /** The server's word: a `delivered` or `read` frame of this side.
     *  @param {import("../wire/frames.js").Mark} mark */
    told: ({ type, seq }) => marks[type].told(seq),
    /** A new line, or a refusal: what was said may not have arrived. It is said again when the
     *  server has told where it stands, for it may have another log by now. */
    doubt: () => each((mark) => mark.doubt()),
    /** Another log, with a numbering of its own. */
    startOver: () => each((mark) => mark.startOver()),
  };
}

export const looking = () => document.visibilityState === "visible" && document.hasFocus();

/** @param {(seq: number) => boolean} say */
function createMark(say) {
  let has = 0;
  let said = 0; // on this line
  let told = 0; // what the server said last, less than before if it was restored

  function tell() {
    if (has > Math.max(said, told) && say(has)) said = has;
  }

  return {
    reach(seq) {
      has = Math.max(has, seq);
      tell();
    },
    told(seq) {
      told = seq;
      tell();
    },
    doubt() {
      said = 0;
    },
    startOver() {
      has = said = told = 0;
    },
    get upTo() {
      return Math.max(has, told);
    },
  };
}
