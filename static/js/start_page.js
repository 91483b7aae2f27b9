// Opens a conversation. What was typed is kept until the server has it, whatever
// happens in between; the same id makes a repeated opening the same conversation.
import { kept, lastConversation } from "./conversation/kept.js";
import { findParts } from "./parts.js";
import { createOpening } from "./opening.js";
import { complaints } from "./start_form.js";
import { clock } from "./wire/clock.js";
import { newId } from "./wire/ids.js";

const parts = findParts();
const { form, submit, state } = parts;
const fields = [...form.querySelectorAll("input, textarea")];
const draft = kept("start");

const opening = createOpening({
  clock,
  say(words, tone = "") {
    state.textContent = words;
    state.dataset.tone = tone;
  },
  opened({ ticket, url }, { body }) {
    draft.remove();
    lastConversation.set({ ticket, excerpt: body.slice(0, 120) });
    location.assign(url);
  },
  refused: ({ code }) => {
    busy(false);
    keep(code === "conflict" ? newId() : undefined);
  },
});

function typed() {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value.trim()]));
}

function keep(id = draft.get()?.id ?? newId(), sending = false) {
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  draft.set({ ...values, id, sending });
  return id;
}

function busy(on) {
  submit.setAttribute("aria-busy", on);
  submit.textContent = on ? "Sending…" : "Start the conversation";
  for (const field of fields) field.readOnly = on;
}

function complain(wrong) {
  for (const field of fields) {
    const line = document.getElementById(`${field.name}-error`);
    const words = wrong[field.name];
    line.hidden = !words;
    line.textContent = words ?? "";
    field.toggleAttribute("aria-invalid", false);
    if (words) field.setAttribute("aria-invalid", "true");
    if (words) field.setAttribute("aria-describedby", line.id);
  }
  fields.find(({ name }) => wrong[name])?.focus();
}

function send() {
  if (opening.running) return;
  const wrong = complaints(typed(), form.elements.email.validity.valid);
  complain(wrong);
  if (Object.keys(wrong).length) return;
  const id = keep(undefined, true);
  busy(true);
  const { email, ...rest } = typed();
  opening.run({ id, ...rest, ...(email && { email }) });
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
form.addEventListener("input", () => keep());
form.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) send(); });
addEventListener("online", () => opening.now());

const left = draft.get();
for (const field of fields) field.value ||= left?.[field.name] ?? "";
if (left?.sending) send();

const last = lastConversation.get();
if (last) {
  parts.continue.hidden = false;
  parts.continueExcerpt.textContent = last.excerpt ?? "";
  parts.continueLink.href = `/t/${encodeURIComponent(last.ticket)}/`;
}
