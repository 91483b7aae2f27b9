// Which other agents are at which conversation, and whether they write there: by key.
import { clock } from "../../wire/clock.js";
import { initials } from "../../desk/initials.js";
import { t } from "../../words/t.js";

const WRITES_FOR = 5_000; // milliseconds after the last word of it

/** @typedef {{role: string, name: string, key?: string, state: string}} There
 *  @typedef {There & {writes: string}} Face writes: "message", "note", or "": looks on
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openFaces(desk) {
  /** @type {Map<string, There[]>} by frames of this connection */
  const people = new Map();
  /** @type {Map<string, There[]>} as the list said that was read last */
  const listed = new Map();
  /** @type {Map<string, {kind: string, timer: any}>} by ticket and key */
  const writing = new Map();
  /** @type {Map<HTMLElement, string>} rows, and their tickets */
  const rows = new Map();
  let told = () => {};

  /** @param {string} ticket */
  const at = (ticket) =>
    (people.get(ticket) ?? listed.get(ticket) ?? [])
      .filter(isOther)
      .map((one) => ({ ...one, writes: writes(ticket, one) }));
  /** @param {There} one */
  const isOther = ({ role, key, state }) => role === "agent" && key !== desk.key && state !== "offline";
  /** @type {(ticket: string, one: There) => string} */
  const writes = (ticket, { key }) => writing.get(`${ticket} ${key}`)?.kind ?? "";

  /** @param {string} ticket */
  function show(ticket) {
    if (ticket === desk.current()) told();
    for (const [root, of] of rows) {
      if (!root.isConnected) rows.delete(root);
      else if (of === ticket) showFaces(root, at(ticket));
    }
  }

  function ends(ticket, key) {
    const id = `${ticket} ${key}`;
    clock.clearTimeout(writing.get(id)?.timer);
    if (writing.delete(id)) show(ticket);
  }

  desk.on("welcome", () => people.clear()); // what was told meanwhile is in the list that is read anew
  desk.on("presence", ({ ticket, people: there }) => {
    people.set(ticket, there);
    show(ticket);
  });
  desk.on("typing", ({ ticket, role, key, kind = "message" }) => {
    if (role !== "agent" || !key) return;
    clock.clearTimeout(writing.get(`${ticket} ${key}`)?.timer);
    const timer = clock.setTimeout(() => ends(ticket, key), WRITES_FOR);
    writing.set(`${ticket} ${key}`, { kind, timer });
    show(ticket);
  });
  desk.on("events", ({ ticket, events }) => {
    for (const { author } of events) if (author.key) ends(ticket, author.key);
  });

  return {
    at,
    /** A list that was read says who is there. @param {any} row */
    know({ ticket, agents }) {
      if (agents) listed.set(ticket, agents);
    },
    /** @param {HTMLElement} root
     *  @param {string} ticket */
    keep: (root, ticket) => void rows.set(root, ticket),
    /** @param {() => void} how */
    told(how) {
      told = how;
    },
  };
}

/** @param {HTMLElement} root
 *  @param {Face[]} faces */
export function showFaces(root, faces) {
  const key = JSON.stringify(faces);
  if (root.dataset.faces === key) return;
  root.dataset.faces = key;
  root.replaceChildren(...faces.map(face));
}

/** @param {Face} one */
function face({ name, state, writes }) {
  const words = t(`collision.${writes || (state === "unstable" ? "unstable" : "looks")}`, { name });
  const element = Object.assign(document.createElement("span"), { className: "face", title: words });
  element.dataset.state = state;
  element.dataset.writes = writes;
  const letters = Object.assign(document.createElement("span"), { textContent: initials(name) });
  letters.ariaHidden = "true";
  const said = Object.assign(document.createElement("span"), {
    className: "visually-hidden",
    textContent: words,
  });
  element.append(letters, said);
  return element;
}
