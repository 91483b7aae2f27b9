// One row a process: its state in words first, and what to do where something is wrong.
import { keyed } from "../ui/keyed.js";
import { lasting, number, time } from "./figures.js";

const KINDS = { web: "Web process", worker: "Heartbeat worker", jobs: "Jobs" };

/** {parts, me() → the id of the process that answers this page} → show(processes) */
export function createProcesses({ list, template, me }) {
  return keyed(list, {
    make: () => template.content.firstElementChild.cloneNode(true),
    update: (row, { process }) => update(row, process, me()),
  });
}

/** The server's rows as entries for `show`; without a worker or jobs, a row that says so. */
export function entriesOf(processes) {
  const rows = processes.map((process) => ({ key: process.id, process }));
  const missing = Object.keys(COMMANDS).filter((wanted) => !processes.some(({ kind }) => kind === wanted));
  return [...rows, ...missing.map((kind) => ({ key: `no ${kind}`, process: missed(kind) }))];
}

const COMMANDS = { worker: "manage.py heartbeat", jobs: "manage.py jobs" };

const missed = (kind) => ({
  kind,
  tone: "bad",
  state: "missing",
  words: `None has told of itself for a minute. Start one: ${COMMANDS[kind]}`,
});

function update(row, process, me) {
  const [state, name, figure, up, words] = row.children;
  row.dataset.tone = process.tone;
  row.dataset.process = process.id ?? "";
  state.textContent = process.state;
  name.firstElementChild.textContent = KINDS[process.kind];
  name.lastElementChild.textContent = process.id ? where(process, me) : "";
  figure.textContent = process.id ? figureOf(process) : "";
  up.textContent = process.up == null ? "" : `up ${lasting(process.up)}`;
  words.textContent = process.words;
}

const where = ({ id, host, pid, version }, me) =>
  `${host}, pid ${pid}, ${version}${id === me ? ", answers you" : ""}`;

function figureOf({ kind, sockets, beats, seconds, running, reacted, lag }) {
  if (kind === "web")
    return `${number(sockets)} ${sockets === 1 ? "socket" : "sockets"}, ${time(1000 * lag)} lag`;
  if (kind === "jobs")
    return `${number(running)} running, ${number(reacted)} ${reacted === 1 ? "event" : "events"} followed up`;
  return beats ? `${time((1000 * seconds) / beats)} a beat` : "";
}
