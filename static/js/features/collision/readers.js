// Which colleagues have read what was written last. Each page says how far its agent has looked, once the
// server is known not to know it, and again on every new line.
import { t } from "../../words/t.js";
import { looked } from "./frames.js";

const SPOKEN = new Set(["message", "note"]);
const areReaders = (answer) => Array.isArray(answer?.readers);

/** @typedef {{key: string, name: string, seq: number}} Reader
 *  @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openReaders(root, conversation, desk) {
  /** @type {Map<string, Reader>} colleagues, by key */
  const readers = new Map();
  const { ticket } = conversation;
  let last = { seq: 0, key: "" }; // what was written last, and by whom
  let has = 0; // how far this agent has looked
  let said = 0; // on this line
  let closed = false;

  /** @param {any} reader */
  function know({ key, name, seq }) {
    const before = readers.get(key)?.seq ?? 0;
    if (key !== desk.key) readers.set(key, { key, name, seq: Math.max(before, seq) });
  }

  function show() {
    const names = [...readers.values()]
      .filter(({ key, seq }) => last.seq && seq >= last.seq && key !== last.key)
      .map(({ name }) => name);
    const words = names.length ? t("collision.read-by", { names: names.join(", ") }) : "";
    if (root.textContent !== words) root.textContent = words;
    root.hidden = !words;
  }

  function say() {
    if (has > said && conversation.send(looked(ticket, has))) said = has;
  }

  async function read() {
    const path = `/api/tickets/${encodeURIComponent(ticket)}/readers`;
    const answer = await desk.getJson(path, areReaders);
    if (closed || !answer) return;
    answer.readers.forEach(know);
    show();
  }

  const off = [
    desk.on("welcome", () => {
      said = 0;
      read();
    }),
    desk.on("person", ({ key, name }) => {
      const reader = readers.get(key);
      if (reader) know({ ...reader, name });
      show();
    }),
  ];
  conversation.on("looked", (/** @type {import("./frames.js").Looked} */ frame) => {
    know(frame);
    show();
  });
  root.hidden = true;
  read();

  return {
    /** @param {import("../../wire/frames.js").TicketEvent[]} events */
    came(events) {
      const newest = events.filter(({ kind }) => SPOKEN.has(kind)).at(-1);
      if (newest && newest.seq > last.seq) last = { seq: newest.seq, key: newest.author.key ?? "" };
      show();
    },
    /** @param {number} seq */
    looked(seq) {
      has = Math.max(has, seq);
      say();
    },
    close() {
      closed = true;
      for (const end of off) end();
    },
  };
}
