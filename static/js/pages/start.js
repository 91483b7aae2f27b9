// Opens a conversation. What was typed is kept until the server has it, whatever
// happens in between; the same id makes a repeated opening the same conversation.
import "./words.js";
import { createDrafts } from "../storage/drafts.js";
import { lastConversation } from "../storage/kept.js";
import { createStorage } from "../storage/storage.js";
import { mark } from "../ui/keyed.js";
import { findParts } from "../ui/parts.js";
import { openSlot } from "../ui/slots.js";
import { theWay } from "../ui/way.js";
import { createOpening } from "../start/opening.js";
import { complaints, refusedFields } from "../start/form.js";
import { t } from "../words/t.js";
import { trimLines } from "../words/text.js";
import { dayName } from "../words/when.js";
import { clock } from "../wire/clock.js";
import { createHttp } from "../wire/http.js";
import { newId } from "../wire/ids.js";

const parts = findParts();
const { form, submit, state } = parts;
const fields = [...form.querySelectorAll(":is(input, textarea):not([data-slot] *)")];
/** @type {Omit<import("../ui/way.js").Way, "arrive">} */
const way = theWay({ opened: goThere, last: lastConversation.get, fields: () => ({}) });
const storage = createStorage({
  clock,
  elsewhere: way.elsewhere,
  onRefused: () => {
    parts.storage.hidden = false;
  },
  onKept: () => {
    parts.storage.hidden = true;
  },
});
/** @type {import("../start/joining.js").Joining[]} of features */
const joined = [];
const draft = createDrafts({ storage, owner: "visitor", clock, newId }).of("start");
let id = newId(); // of the conversation to be
// By who is here, before this script was; what a website fills in isn't.
let written = form.elements.body.value;

const call = createHttp({ clock });

const opening = createOpening({
  ask: call,
  clock,
  isOnline: () => navigator.onLine,
  say(words, tone = "") {
    state.textContent = words;
    state.dataset.tone = tone;
  },
  async opened(answer, request) {
    await draft.set(null);
    addEventListener("pageshow", beginAnew);
    way.opened(answer, request);
  },
  refused(answer) {
    busy(false);
    complain(refusedFields(answer));
    for (const part of joined) part.refused(answer.fields ?? []);
    if (answer.code === "conflict") id = newId();
    keep();
  },
});

// Said by the website that vouches for its visitor.
function knowsEmail() {
  return form.querySelector(".start-who").hidden && Boolean(form.elements.email.value);
}

function goThere({ ticket, url }, { body }) {
  lastConversation.set({ ticket, excerpt: body.slice(0, 120) });
  const { pathname, hash } = new URL(url);
  // At the address that they came to, where their browser will know it again.
  location.assign(pathname + hash);
}

// The browser's back button brings this page as it was left: sent, and waiting to go on.
function beginAnew({ persisted }) {
  if (!persisted) return;
  form.reset();
  location.reload();
}

function typed() {
  return Object.fromEntries(
    fields.map(({ name, value }) => [name, name === "body" ? trimLines(value) : value.trim()]),
  );
}

/** → promise: it is kept. `sending`: it goes on by itself when the page is opened again. */
function keep({ sending = false } = {}) {
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  const asked = joined.map((part) => part.values());
  return draft.set({ ...values, id, sending, written: sending || written !== "", asked });
}

function busy(on) {
  submit.setAttribute("aria-busy", on);
  submit.textContent = t(on ? "start.sending" : "start.send");
  for (const field of fields) field.readOnly = on;
}

function complain(wrong) {
  for (const field of fields) {
    const line = /** @type {HTMLElement} */ (document.getElementById(`${field.name}-error`));
    const words = wrong[field.name];
    line.hidden = !words;
    line.textContent = words ?? "";
    mark(field, "aria-invalid", words ? "true" : null);
    mark(field, "aria-describedby", words ? line.id : null);
  }
  fields.find(({ name }) => wrong[name])?.focus();
}

async function send() {
  if (submit.getAttribute("aria-busy") === "true") return;
  const wrong = complaints(typed(), form.elements.email.validity.valid);
  complain(wrong);
  const lacking = joined.map((part) => part.wrong()).find(Boolean);
  if (Object.keys(wrong).length) return;
  if (lacking) return lacking.focus();
  busy(true);
  const { body } = typed();
  await loaded; // it may have been sent under another id before
  if (typed().body !== body) return busy(false); // what was left stands before it, and nobody has seen that
  await keep({ sending: true }); // under its id, before anybody else may know that
  const { email, ...rest } = typed();
  const more = Object.assign({}, ...joined.map((part) => part.fields()), way.fields());
  opening.run({ id, ...rest, ...(email && { email }), ...more });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
form.addEventListener("input", ({ isTrusted, target }) => {
  if (isTrusted && target.name === "body") written = target.value;
  loaded.then(() => keep()); // not in the place of what was left
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send();
});
addEventListener("online", () => opening.now());

// What was typed while it was looked for comes behind it, and is sent when its writer says so. What only a
// website had filled in gives way to what it fills in now.
function restore(left) {
  if (!left) return;
  id = left.id;
  const { body } = form.elements;
  const { written: theirs = true } = left;
  if (theirs && !written.startsWith(left.body)) body.value = written = left.body + written;
  for (const field of fields) field.value ||= left[field.name] ?? "";
  joined.forEach((part, n) => part.restore(left.asked?.[n] ?? {}));
  if (body.value !== left.body) keep();
  else if (left.sending) send();
}

const { site = "" } = document.body.dataset;
const asked = openSlot("asked", form, { joins: (part) => joined.push(part), knowsEmail });
openSlot("expected", form.parentElement, { site, call, clock, expect: (now) => asked("expected", now) });

const loaded = Promise.resolve(way.ready?.()).then(draft.load).then(restore);
dispatchEvent(new Event("alive"));

const last = way.last();
if (last) {
  parts.continue.hidden = false;
  openSlot("continue", parts.continue)("show", last);
  parts.continueTitle.hidden = Boolean(last.done && parts.continue.querySelector("[data-slot]"));
  parts.continueExcerpt.textContent = [last.at && dayName(last.at, clock.now()), last.excerpt]
    .filter(Boolean)
    .join(" · ");
  parts.continueLink.textContent = t(last.done ? "start.open-last" : "start.continue");
  parts.continueLink.href = `/t/${encodeURIComponent(last.ticket)}/`;
}
