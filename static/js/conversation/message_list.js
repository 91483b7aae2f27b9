// The log's lines as elements. An own message keeps its element from the outbox to the log.
import { keyed, mark } from "../ui/keyed.js";
import { openSlot } from "../ui/slots.js";
import { showBody } from "./body.js";
import { questionOf } from "./questions.js";
import { isolated, t } from "../words/t.js";
import { clockTime, dayName, fullTime } from "../words/when.js";

/** @type {Map<string, string>} */
const marks = new Map();

/** The seam for one more mark of own messages beside `delivered` and `read`: how far a conversation is in
 *  some other way (`Conversation.marked`). Its icon is #icon-<kind>, and this the key of its words.
 *  @type {(kind: string, key: string) => void} */
export const registerMark = (kind, key) => void marks.set(kind, key);

/** template: of a message; failed: of what stands below one that was not sent; carried: of the slot in one
 *  that has something beside its words; page: for features there. → show(entries)
 *  @typedef {import("./entries.js").Entry} Entry
 *  @param {{list: HTMLElement, template: HTMLTemplateElement, failed: HTMLTemplateElement,
 *    carried: HTMLTemplateElement, clock: import("../wire/clock.js").Clock,
 *    page: import("./conversation.js").Conversation}} parts */
export function createMessageList({ list, template, failed, carried, clock, page }) {
  const features = new WeakMap(); // element → tells its features
  const bodies = new WeakMap(); // element → its words: they may be stored otherwise than they were written
  const shown = new WeakMap(); // element → what its entry was: most lines of a long log don't change
  function make(entry) {
    if (entry.type !== "message") return makeLine(entry);
    const message = makeMessage(entry, template);
    if (entry.carried) {
      message.querySelector(".message-body").before(carried.content.cloneNode(true));
      features.set(message, openSlot("message", message, page));
    }
    return message;
  }
  const update = (element, entry) => {
    if (entry.type !== "message") return updateLine(element, entry, clock.now());
    const { first, last, named, mark, author, at, event, body } = entry;
    if (bodies.get(element) !== body) {
      bodies.set(element, body);
      const place = element.querySelector(".message-body");
      place.replaceChildren();
      showBody(place, body);
    }
    const is = [first, last, named, mark, author, at, Boolean(event)].join("\n");
    if (shown.get(element) === is) return;
    shown.set(element, is);
    updateMessage(element, entry, failed);
    features.get(element)?.("show", entry);
  };
  return keyed(list, { make, update });
}

function makeLine({ type }) {
  const line = document.createElement("li");
  line.className = type;
  line.append(document.createElement("span"));
  return line;
}

function updateLine(line, entry, now) {
  const words = entry.type === "day" ? dayName(entry.at, now) : `${entry.words} · ${clockTime(entry.at)}`;
  if (line.textContent !== words) line.firstElementChild.textContent = words;
}

function makeMessage({ key, id, kind, side, erased }, template) {
  const message = template.content.firstElementChild.cloneNode(true);
  message.id = key;
  message.dataset.id = id;
  message.dataset.kind = kind;
  message.dataset.side = side;
  mark(message, "data-erased", erased);
  return message;
}

function updateMessage(message, entry, failed) {
  mark(message, "data-first", entry.first);
  mark(message, "data-last", entry.last);
  mark(message, "data-named", entry.named);
  setWords(
    message.querySelector(".message-author"),
    entry.kind === "note" ? t("conversation.note-by", { name: entry.author }) : isolated(entry.author),
  );
  setTime(message, entry.at);
  if (message.dataset.mark === (entry.mark ?? undefined)) return;
  mark(message, "data-mark", entry.mark);
  setMark(message.querySelector(".mark"), entry.mark);
  message.querySelector(".message-failed")?.remove();
  if (entry.mark === "failed") message.querySelector(".message-meta").append(whyNot(entry, failed));
}

// Not sent; or a question, which its writer answers.
function whyNot({ item }, failed) {
  const why = failed.content.cloneNode(true);
  const question = questionOf(item.reason);
  if (!question) return why;
  why.querySelector("[data-words]").textContent = question.words;
  why.querySelector("[data-act=retry]").textContent = question.yes;
  return why;
}

function setMark(element, state) {
  if (!state) return;
  element.dataset.mark = state;
  element.querySelector("use").setAttribute("href", `#icon-${state === "read" ? "delivered" : state}`);
  element.querySelector(".visually-hidden").textContent =
    state === "failed" ? "" : t(marks.get(state) ?? `conversation.mark.${state}`);
}

function setTime(message, at) {
  const element = message.querySelector("time");
  const moment = new Date(at).toISOString();
  if (element.dateTime === moment) return;
  element.dateTime = moment;
  element.title = message.querySelector(".message-body").title = fullTime(at);
  element.textContent = clockTime(at);
}

function setWords(element, words) {
  if (element.textContent !== words) element.textContent = words;
}
