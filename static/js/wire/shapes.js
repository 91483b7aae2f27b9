// Whether an answer is our server's: a hotel's sign-in page, too, may say "200", in JSON. Pure.
import { REJECT } from "./frames.js";

const isText = (value) => typeof value === "string";
const isList = (value, isOne) => Array.isArray(value) && value.every((one) => isOne(one ?? {}));
const isEvent = ({ seq, id, kind, body, author }) =>
  Number.isInteger(seq) && [id, kind, body, author?.role, author?.name].every(isText);
const isPage = ({ ticket, events, more }, of) =>
  ticket === of && isList(events, isEvent) && typeof more === "boolean";

/** Each: (answer) → whether it is what such a call brings. */
export const newsOf = (ticket) => (answer) => isPage(answer, ticket) && Number.isInteger(answer.head);
export const olderOf = (ticket) => (answer) => isPage(answer, ticket);
export const storedAs = (id) => (answer) =>
  answer.id === id && Number.isInteger(answer.seq) && isText(answer.at);
export const opened = ({ ticket, token, url }) =>
  isText(ticket) && isText(token) && isText(url) && url.includes(`/t/${ticket}/#`);
export const rows = (answer) =>
  isList(answer.rows, ({ ticket }) => isText(ticket)) &&
  typeof answer.counts === "object" &&
  typeof answer.more === "boolean";
export const found = ({ rows, looked_at }) =>
  isList(rows, ({ ticket }) => isText(ticket)) && Number.isInteger(looked_at);
export const agents = (answer) =>
  isList(answer.agents, ({ username, name }) => isText(username) && isText(name));
export const installation = ({ processes, origins, points }) =>
  Array.isArray(processes) && isList(origins, isText) && Array.isArray(points?.at);
export const jobs = ({ overdue, reactions, kinds, dead }) =>
  [overdue, reactions].every(Number.isFinite) &&
  isList(kinds, ({ kind, overdue }) => isText(kind) && Number.isFinite(overdue)) &&
  isList(dead, ({ id, kind, at, error }) => Number.isInteger(id) && [kind, at, error].every(isText));

const CODES = new Set([...Object.keys(REJECT), "signed_out"]);

/** marked: it has our header. A code that this page doesn't know yet needs that. */
export const isRefusal = ({ code, message }, marked) =>
  isText(code) && isText(message) && (marked || CODES.has(code));
