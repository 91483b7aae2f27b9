// One ticket on the page: its log, what is owed, who types, what is read.
// Joins the parts; the page script hands frames in.
import { read, sync, typing } from "../wire/frames.js";
import { createComposer } from "./composer.js";
import { entries } from "./entries.js";
import { draftOf } from "./kept.js";
import { createMessageList } from "./message_list.js";
import { createReading, looking } from "./reading.js";
import { createStickyEnd } from "./sticky_end.js";
import { createTimeline } from "./timeline.js";
import { createTypingLine, createTypingSignal } from "./typing.js";

/** parts: elements by name (parts.js); me() → {role, name}; on: changed(ticket), unread(count), kind(kind) */
export function openConversation({ ticket, parts, me, link, outbox, clock, on }) {
  const timeline = createTimeline();
  const own = new Map();
  const said = (event) => (event.kind === "message" || event.kind === "note") && event.author.role !== me().role;
  const newest = () => timeline.events.findLast(said)?.seq ?? 0;
  const list = createMessageList({ list: parts.messages, template: parts.messageTemplate, clock });
  const end = createStickyEnd({ log: parts.log, pill: parts.pill, words: parts.pillWords, reached: () => seen() });
  const reading = createReading({ send: (seq) => link.send(read(ticket, seq)), newest, atEnd: () => end.atEnd(), looking });
  const line = createTypingLine({ line: parts.typing, clock });
  const listening = new AbortController();
  let readByOthers = 0;
  let loaded = false;

  const composer = createComposer({
    form: parts.composer,
    draft: draftOf(ticket),
    send: write,
    typing: createTypingSignal({ say: () => link.send(typing(ticket)), clock }),
    changed: on.kind,
  });

  // Who sends waits for it: connect at once.
  async function write(body, kind) {
    await outbox.add(ticket, body, kind);
    link.nudge("send");
  }

  function show(how) {
    const waiting = [...own.values()].filter(({ id }) => !timeline.find(id));
    const lines = entries({ events: timeline.events, own: waiting, me: me(), readUpTo: readByOthers });
    end.keep(() => list(lines), how);
  }

  function seen() {
    const upTo = reading.check();
    on.unread(timeline.events.filter((event) => said(event) && event.seq > upTo).length);
  }

  function events(frame) {
    const { added, head, more } = timeline.apply(frame);
    outbox.seen(added);
    for (const { id, author } of added) { own.delete(id); line.wrote(author.name); }
    show({ arrived: loaded ? added.filter(said).length : 0, jump: !loaded });
    if (more) link.send(sync(ticket, head));
    else if (!loaded) settle();
    if (timeline.ticket) on.changed(timeline.ticket, timeline.events);
    seen();
  }

  // What was there before is not read out; what comes from now on is.
  function settle() {
    loaded = true;
    globalThis.setTimeout(() => parts.log.setAttribute("aria-live", "polite"), 500);
  }

  function item(changed) {
    if (changed.state === "discarded") own.delete(changed.id);
    else own.set(changed.id, changed);
    const fresh = changed.state === "waiting" && !document.getElementById(`m-${changed.id}`);
    show({ jump: fresh });
  }

  function act({ target }) {
    const act = target.closest("[data-act]")?.dataset.act;
    const { id } = target.closest(".message")?.dataset ?? {};
    if (act === "retry") outbox.retry(id);
    if (act === "discard") outbox.discard(id);
  }

  for (const name of ["focus", "visibilitychange"]) {
    (name === "focus" ? globalThis : document).addEventListener(name, seen, { signal: listening.signal });
  }
  parts.messages.addEventListener("click", act, { signal: listening.signal });
  for (const kept of outbox.items(ticket)) own.set(kept.id, kept);
  parts.log.setAttribute("aria-live", "off");
  show({ jump: true });

  return {
    ticket,
    composer,
    events,
    item,
    live: seen,
    get after() { return timeline.after; },
    get first() { return timeline.events[0]?.body; },
    get head() { return timeline.ticket; },
    typing: ({ role, name }) => { if (role !== me().role || name !== me().name) line.typing(name); },
    read({ role, seq, name }) {
      if (role !== me().role) readByOthers = Math.max(readByOthers, seq);
      else if (name === me().name || role === "customer") reading.mark(seq);
      show();
      seen();
    },
    close() {
      listening.abort();
      composer.close();
      end.close();
      line.close();
      parts.messages.replaceChildren();
    },
  };
}
