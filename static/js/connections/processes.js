// One row a process: its state in words first, and what to do where something is wrong.
import { keyed } from "../ui/keyed.js";
import { t } from "../words/t.js";
import { lasting, number, stateWords, time, whyWords } from "./figures.js";

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

// eslint-disable-next-line house/words -- what to type, in any language
const COMMANDS = { worker: "manage.py heartbeat", jobs: "manage.py jobs" };

const missed = (kind) => ({
  kind,
  tone: "bad",
  state: "missing",
  words: t("connections.missing", { command: COMMANDS[kind] }),
});

function update(row, process, me) {
  const [state, name, figure, up, words] = row.children;
  row.dataset.tone = process.tone;
  row.dataset.process = process.id ?? "";
  state.textContent = stateWords(process.state);
  name.firstElementChild.textContent = t(`connections.kind.${process.kind}`);
  name.lastElementChild.textContent = process.id ? where(process, me) : "";
  figure.textContent = process.id ? figureOf(process) : "";
  up.textContent = process.up == null ? "" : t("connections.up", { time: lasting(process.up) });
  words.textContent = whyWords(process);
}

const where = ({ id, host, pid, version }, me) =>
  t(id === me ? "connections.where-you" : "connections.where", { host, pid: String(pid), version });

function figureOf({ kind, sockets, beats, seconds, running, reacted, lag }) {
  if (kind === "web")
    return t("connections.sockets", { n: sockets, figure: number(sockets), time: time(1000 * lag) });
  if (kind === "jobs")
    return t("connections.running", { n: reacted, figure: number(reacted), running: number(running) });
  return beats ? t("connections.beat", { time: time((1000 * seconds) / beats) }) : "";
}
