// What is to be done beside the messages: how late it is, and what was given up, to be tried again.
import { keyed } from "../ui/keyed.js";
import { openSlot } from "../ui/slots.js";
import { jobs } from "../wire/shapes.js";
import { t } from "../words/t.js";
import { fullTime } from "../words/when.js";
import { late, lateness } from "./figures.js";

const EVERY = 2_000; // milliseconds

/** {parts, ask (of createHttp), clock}: asks from now on, and shows what it hears. */
export function createJobs({ parts, ask, clock }) {
  const kinds = keyed(parts.lateness, { make: copyOf("#lateness-template"), update: updateKind });
  const troubles = openSlot("troubles", document);
  const dead = keyed(parts.deadJobs, { make: makeDead, update: updateDead });

  function show(told) {
    const all = [
      { key: "reactions", overdue: told.reactions },
      ...told.kinds.map((kind) => ({ key: `kind ${kind.kind}`, ...kind })),
    ];
    kinds(all);
    const words = lateness(told);
    if (parts.jobsState.textContent !== words) parts.jobsState.textContent = words;
    troubles("show", told.troubles ?? []);
    parts.deadTitle.hidden = !told.dead.length;
    withFocus(parts, () => dead(told.dead.map((job) => ({ key: job.id, job }))));
  }

  async function look() {
    const { status, answer } = await ask({ method: "GET", path: "/api/jobs", brings: jobs });
    if (status === 200) show(answer);
  }

  async function looks() {
    await look();
    clock.setTimeout(looks, EVERY);
  }

  function makeDead({ key }) {
    const row = copyOf("#dead-job-template")();
    row.lastElementChild.addEventListener("click", ({ currentTarget }) => again(key, currentTarget));
    return row;
  }

  // Who is told "not found" came second: somebody else has given it its tries.
  async function again(id, button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    const { status } = await ask({ method: "POST", path: `/api/jobs/${id}/again` });
    button.setAttribute("aria-busy", "false");
    const gone = status === 204 || status === 404;
    parts.againSaid.textContent = t(gone ? "connections.again.tried" : "connections.again.lost");
    if (gone) await look();
  }

  looks();
}

const copyOf = (template) => () => document.querySelector(template).content.firstElementChild.cloneNode(true);

/** @param {HTMLElement} row @param {{key: string, [more: string]: any}} entry */
function updateKind(row, { kind, overdue }) {
  const [name, time] = row.children;
  name.textContent = kind ?? t("connections.reactions");
  time.textContent = late(overdue);
  row.dataset.late = String(late(overdue) !== late(0));
}

/** @param {HTMLElement} row @param {{key: string, [more: string]: any}} entry */
function updateDead(row, { job }) {
  const [kind, when, error, button] = row.children;
  kind.textContent = job.kind;
  when.textContent = t("connections.died", { time: fullTime(job.at), n: job.tries });
  error.textContent = job.error;
  button.setAttribute("aria-label", t("connections.again", { kind: job.kind, time: fullTime(job.at) }));
}

/** Whose row goes away is at the next one's button, or at the heading, and not nowhere. */
function withFocus({ deadJobs: list, jobsTitle: heading }, change) {
  const at = [...list.children].findIndex((row) => row.contains(document.activeElement));
  change();
  if (at < 0 || list.contains(document.activeElement)) return;
  const next = list.children[Math.min(at, list.children.length - 1)];
  (next?.lastElementChild ?? heading).focus({ preventScroll: true });
}
