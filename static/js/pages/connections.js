// The state of the whole installation, for whoever looks after it.
import "./words.js";
import { createCharts } from "../connections/charts.js";
import { verdict } from "../connections/figures.js";
import { createHistory } from "../connections/history.js";
import { createJobs } from "../connections/jobs.js";
import { createProcesses, entriesOf } from "../connections/processes.js";
import { createTestPanel } from "../connections/test_panel.js";
import { initials } from "../desk/initials.js";
import { findParts } from "../ui/parts.js";
import { clock } from "../wire/clock.js";
import { createHttp } from "../wire/http.js";
import { installation } from "../wire/shapes.js";
import { t } from "../words/t.js";

const EVERY = 2_000; // milliseconds
const OVERLAP = 30; // seconds that are asked for again: some processes tell late

const parts = findParts();
const ask = createHttp({ clock });
const history = createHistory();
const charts = createCharts();
let me = null;
const processes = createProcesses({
  list: parts.processes,
  template: /** @type {HTMLTemplateElement} */ (document.querySelector("#process-template")),
  me: () => me,
});

function say({ tone, words }) {
  parts.verdict.dataset.tone = tone;
  if (parts.verdict.textContent !== words) parts.verdict.textContent = words;
}

function showCharts() {
  const span = /** @type {HTMLInputElement} */ (document.querySelector("[name=span]:checked"));
  if (history.last) charts.show(history.columns(Number(span.value)));
}

function show(told) {
  me = told.me;
  history.put(told.points);
  say(verdict(told));
  processes(entriesOf(told.processes));
  showCharts();
}

async function look() {
  const since = history.last ? 1000 * (history.last - OVERLAP) : 0;
  const { status, answer } = await ask({
    method: "GET",
    path: `/api/connections?since=${since}`,
    brings: installation,
  });
  parts.signIn.hidden = status !== 401;
  if (status === 401) say({ tone: "bad", words: t("connections.signed-out") });
  else if (status === 200) show(answer);
  else say({ tone: "bad", words: t("connections.silent") });
  clock.setTimeout(look, EVERY);
}

parts.signIn.href = `/accounts/login/?next=${encodeURIComponent(location.pathname)}`;
parts.myInitials.textContent = initials(document.body.dataset.name);
document.querySelector(".spans")?.addEventListener("change", showCharts);
createJobs({ parts, ask, clock });
createTestPanel({ parts, clock });
dispatchEvent(new Event("alive"));
look();
