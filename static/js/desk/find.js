// Words looked for in a whole view, by the server: the page has only the rows that it has loaded.
import { found as isFound } from "../wire/shapes.js";
import { t } from "../words/t.js";

const SETTLE = 250; // milliseconds after the last key

/** {clock, getJson: of wire/http.js, view() → its name, rows: of rows.js, found(): there is news} →
 *  {ask(words), tickets: what the server found, words: [title, text] while nothing is shown} */
export function createFind({ clock, getJson, view, rows, found }) {
  let timer = null;
  let turn = 0;
  let tickets = [];
  let words = ["", ""];

  async function look(wanted) {
    const [mine, since] = [turn, rows.heard];
    const answer = await getJson(
      `/api/queue?${new URLSearchParams({ view: view(), find: wanted })}`,
      isFound,
    );
    if (mine !== turn) return;
    for (const row of answer?.rows ?? []) rows.know(row, since);
    tickets = (answer?.rows ?? []).map(({ ticket }) => ticket);
    words = nothingWords(answer);
    found();
  }

  return {
    ask(text) {
      const wanted = text.trim().slice(0, 200);
      turn += 1;
      tickets = [];
      words = [t("desk.looking"), ""];
      clock.clearTimeout(timer);
      if (wanted) timer = clock.setTimeout(() => look(wanted), SETTLE);
    },
    get tickets() {
      return tickets;
    },
    get words() {
      return words;
    },
  };
}

const MOST = 5_000; // as docs/protocol.md has it: of a view, the newest

export function nothingWords(answer) {
  if (!answer) return [t("desk.cant-look"), t("desk.cant-look.why")];
  const all = answer.looked_at < MOST;
  return [t("desk.nothing-found"), all ? t("desk.looked-at-all") : t("desk.looked-at-newest", { n: MOST })];
}
