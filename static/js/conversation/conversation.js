// One ticket on the page: its log, what is owed, what is read.
// Joins the parts; the page script hands frames in.
import { sync } from "../wire/frames.js";
import { isSame } from "../people/same.js";
import { openSlot } from "../ui/slots.js";
import { createAnnouncer } from "./announcer.js";
import { createCarrying } from "./carrying.js";
import { createComposer } from "./composer.js";
import { createHistory } from "./history.js";
import { isSpoken } from "./kinds.js";
import { createLog } from "./log.js";
import { createOwnMarks, looking } from "./own_marks.js";
import { listenForPrinting } from "./printing.js";
import { createTimeline } from "./timeline.js";

// While the end is in view, so many lines are enough; more come back by scrolling up.
const ENOUGH = { at: 1_500, keep: 500 };

/** parts: elements by name (parts.js); draft: of drafts.js; me() → {role, name, key?}; hears: the page's
 *  handlers' on (wire/handlers.js); getJson: of wire/http.js; visits: createVisit of visit.js, where somebody
 *  comes by a link to what is long past; bring: of ui/way.js; writing: at the desk;
 *  on: changed(ticket), unread(count), kind(kind), went(line): who wanted to see an event (goTo) sees it, or
 *  null: it can't be had
 *  @typedef {import("../wire/frames.js").Author} Author
 *  @typedef {{send: (frame: import("../wire/frames.js").PageFrame) => boolean,
 *    nudge: (reason: string) => void}} Line
 *  @typedef {{changed: (ticket: import("./timeline.js").TicketState) => void,
 *    unread: (count: number) => void, kind?: (kind: string) => void,
 *    went?: (line: HTMLElement | null) => void}} ConversationListeners
 *  @typedef {{ticket: string, as?: string, isMe: (who: Author) => boolean, send: Line["send"],
 *    carries: (part: import("./carrying.js").Part) => void,
 *    give: (files: File[]) => boolean,
 *    unsent: import("../storage/drafts.js").Draft["beside"], discard: (id: string) => void,
 *    shown: () => number, reveal: (verdict: {seq?: number}) => void,
 *    writing?: import("./writing.js").Writing,
 *    clock: import("../wire/clock.js").Clock, on: import("../wire/handlers.js").On,
 *    marked: (kind: string, seq: number) => void,
 *    bring?: import("../ui/way.js").Place["bring"]}} Conversation what a feature may use of it: `on` hears
 *    the frames of this ticket, for as long as it is open; shown() → the newest seq that was on the screen;
 *    give(files) → whether a feature takes
 *    them for the next message; reveal({seq}): that event is fetched if it must be, and the end is shown
 *  @param {{ticket: string, parts: import("../ui/parts.js").Parts, me: () => Author, link: Line,
 *    outbox: ReturnType<typeof import("../outbox/outbox.js").createOutbox>,
 *    draft: import("../storage/drafts.js").Draft,
 *    clock: import("../wire/clock.js").Clock, hears: import("../wire/handlers.js").On,
 *    writing?: import("./writing.js").Writing, getJson?: import("../wire/http.js").GetJson,
 *    visits?: typeof import("./visit.js").createVisit,
 *    bring?: Conversation["bring"],
 *    on: ConversationListeners}} what */
export function openConversation({
  ticket,
  parts,
  me,
  link,
  outbox,
  draft,
  clock,
  hears,
  writing,
  getJson = async () => null,
  visits,
  bring,
  on,
}) {
  const timeline = createTimeline();
  const isMe = (who) => isSame(who, me());
  const fromOthers = (event) => isSpoken(event) && event.author.role !== me().role;
  const newest = () => timeline.events.findLast(fromOthers)?.seq ?? 0;
  const listening = new AbortController();
  const carrying = createCarrying();
  /** @type {Conversation} */
  const page = {
    ticket,
    as: me().username,
    isMe,
    send: link.send,
    clock,
    on: hear,
    bring,
    carries: carrying.add,
    give: carrying.give,
    unsent: draft.beside,
    writing,
    discard: (id) => outbox.discard(id),
    shown: () => shown,
    reveal,
    marked: (...mark) => log.marked(...mark),
  };
  const past = () => visit?.events ?? null;
  const log = createLog({ parts, timeline, past, me, clock, page, reached: () => seen() });
  const { atEnd } = log.end;
  const marks = createOwnMarks({ ticket, send: link.send, newest, atEnd, looking });
  const away = () => past() !== null;
  const history = createHistory({ ticket, timeline, log: parts.log, send: link.send, clock, away });
  const visit = visits?.({
    ticket,
    timeline,
    log: parts.log,
    release: log.end.release,
    getJson,
    show(how) {
      if (away()) log.end.leave(comeBack);
      log.show(how);
    },
    joined() {
      log.end.return();
      log.show();
    },
  });
  const announcer = createAnnouncer({ place: parts.spoken, isMe });
  let loaded = false;
  let shown = 0; // the newest seq that was on the screen
  let forgotten = false; // its words were erased
  let wanted = 0; // the seq that somebody wants to see, as soon as there is a log

  /** @type {import("../wire/handlers.js").On} */
  function hear(type, handle) {
    const off = hears(type, (frame) => frame.ticket === ticket && handle(frame));
    listening.signal.addEventListener("abort", off);
    return off;
  }

  const features = openSlot("composer", parts.composer, page);
  const tools = openSlot("tools", parts.composer, page);

  const composer = createComposer({
    form: parts.composer,
    draft,
    send: write,
    writing,
    carrying,
    typed: (kind) => features("typed", kind),
    changed: on.kind,
  });

  // Who sends wants to see it, and waits for it: connect at once. What another tab sends comes by itself.
  /** @type {(body: string, kind: string, carried: {[name: string]: any} | null) => Promise<void>} */
  async function write(body, kind, carried) {
    await outbox.add(ticket, body, kind, carried, carrying.asks());
    features("sent");
    link.nudge("send");
    if (!listening.signal.aborted) comeBack(); // or the log is another ticket's by now
  }

  // From a visit to what is loaded, at its end.
  function comeBack() {
    visit?.end();
    log.end.return();
    log.show({ jump: true });
  }

  /** Somebody wrote `seq`: it is fetched if it must be, and shown.
   *  @param {{seq?: number}} verdict */
  function reveal({ seq = 0 }) {
    if (seq > timeline.after) link.send(sync(ticket, timeline.after));
    comeBack();
    seen();
  }

  async function go() {
    const [seq, been] = [wanted, away()];
    wanted = 0;
    const event = await visit?.to(seq);
    if (listening.signal.aborted || wanted) return;
    if (been && !away()) log.end.return();
    log.show();
    on.went?.((event && visit?.reveal(event)) ?? null);
  }

  function seen() {
    if (atEnd()) shown = timeline.after;
    if (atEnd() && looking()) features("looked", shown);
    const upTo = marks.look();
    on.unread(timeline.events.filter((event) => event.seq > upTo && fromOthers(event)).length);
  }

  // The database was restored, or the gap is long: nothing of before may stand beside this.
  function startOver() {
    loaded = false;
    if (away()) comeBack();
    announcer.startOver();
    shown = 0;
    history.startOver();
    log.startOver();
    marks.startOver();
  }

  // Of what was erased nothing stays in this browser: not in a stretch of the past that is shown, nor in what
  // was being written about it.
  function forget() {
    forgotten = true;
    if (away()) comeBack();
    composer.empty();
    announcer.empty();
  }

  /** @param {import("../wire/frames.js").Events} frame */
  function events(frame) {
    const { added, head, more, anew, erased } = timeline.apply(frame);
    if (anew) startOver();
    if (erased) forget();
    outbox.seen(added);
    for (const { id } of added) log.forget(id);
    features("came", added);
    if (atEnd() && timeline.events.length > ENOUGH.at) timeline.trim(ENOUGH.keep);
    announcer.came(added);
    log.show({ arrived: loaded ? added.filter(fromOthers).length : 0, jump: !loaded });
    if (more) link.send(sync(ticket, head));
    else {
      loaded = true;
      announcer.loaded();
      history.look();
      if (wanted) go();
    }
    marks.got();
    if (timeline.ticket) on.changed(timeline.ticket);
    seen();
  }

  function act({ target }) {
    const act = target.closest("[data-act]")?.dataset.act;
    const { id } = target.closest(".message")?.dataset ?? {};
    if (act === "retry") outbox.retry(id, carrying.asks());
    if (act === "discard") outbox.discard(id);
  }

  addEventListener("focus", seen, { signal: listening.signal });
  document.addEventListener("visibilitychange", seen, { signal: listening.signal });
  parts.messages.addEventListener("click", act, { signal: listening.signal });
  listenForPrinting({
    timeline,
    notice: parts.printRest,
    path: () => `${location.pathname}print/`,
    signal: listening.signal,
  });
  for (const kept of outbox.items(ticket)) log.item(kept);

  return {
    ticket,
    composer,
    events,
    item: log.item,
    /** @param {import("../wire/frames.js").Earlier} frame */
    earlier(frame) {
      if (history.take(frame)) log.show({ older: true });
      history.look();
    },
    newLine: marks.doubt,
    /** A word of ours on this ticket, and nobody knows which, was not taken. */
    refused: marks.doubt,
    live() {
      history.startOver();
      history.look();
      seen();
    },
    resume: () => ({ ticket, ...timeline.resume() }),
    /** @param {string} key
     *  @param {string} name */
    rename(key, name) {
      timeline.rename(key, name);
      log.show();
    },
    reveal,
    /** To this event, however long ago it was: it is loaded if it must be, shown, and marked.
     *  @param {number} seq */
    goTo(seq) {
      wanted = seq;
      if (loaded) go();
    },
    get shown() {
      return shown;
    },
    /** There is no such ticket (any more). */
    gone() {
      timeline.forget();
      startOver();
      composer.leave();
      tools("close");
      announcer.empty();
      log.show();
    },
    get first() {
      return timeline.first === 1 ? timeline.events[0].body : forgotten ? "" : undefined;
    },
    /** When it last changed. */
    get at() {
      return timeline.events.at(-1)?.at;
    },
    get head() {
      return timeline.ticket;
    },
    /** @param {import("../wire/frames.js").Mark} mark */
    read(mark) {
      if (mark.role === me().role) marks.told(mark);
      else log.othersRead(mark.seq);
      seen();
    },
    /** @param {import("../wire/frames.js").Mark} mark */
    delivered(mark) {
      if (mark.role === me().role) marks.told(mark);
      else log.othersGot(mark.seq);
    },
    close() {
      listening.abort();
      composer.close();
      features("close");
      tools("close");
      history.close();
      visit?.close();
      announcer.empty();
      log.close();
    },
  };
}
