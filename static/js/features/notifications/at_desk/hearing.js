// An agent hears what happens: one tab of theirs plays and shows it, and says so to the server, which then
// pushes nothing.
import { createNewest } from "../../../desk/newest.js";
import { kept } from "../../../storage/kept.js";
import { t } from "../../../words/t.js";
import { createClaim } from "../claim.js";
import { createNews } from "./news.js";
import { showNotice } from "./notice.js";
import { createSound } from "../sound.js";
import { isQuiet, USUAL } from "./wishes.js";

const YOUNG = 60_000; // ms that the wishes are believed
const SOON = 1_500; // ms: the server may still be about to find whom it concerns

const areWishes = (answer) => Array.isArray(answer?.wishes?.sounds);
const isList = (answer) => Array.isArray(answer?.rows);

/** @param {import("../../../desk/desk.js").Desk} desk */
export function openHearing(desk, around = browser()) {
  const { clock, doc, sound, notice, claim } = around;
  const news = createNews({ me: desk.me, key: desk.key, now: desk.now });
  const newest = createNewest();
  let [wishes, asked] = [USUAL, -YOUNG];

  async function wanted() {
    if (clock.now() - asked < YOUNG) return wishes;
    asked = clock.now();
    const answer = await desk.getJson("/api/notifications", areWishes);
    return (wishes = answer?.wishes ?? wishes);
  }

  const looksAt = (ticket) => doc.hasFocus() && desk.current() === ticket;
  const isHeard = (ticket) =>
    desk.call({ method: "POST", path: "/api/notifications/heard", body: { ticket } });

  async function tell(all, row) {
    clock.setTimeout(() => isHeard(row.ticket), SOON);
    const kinds = doc.hasFocus() ? all.filter((kind) => kind !== "assigned") : all;
    if (looksAt(row.ticket) || !kinds.length) return;
    const { sounds, notices, volume, words, ...when } = await wanted();
    if (isQuiet({ sounds, notices, volume, words, ...when }, new Date(clock.now()))) return;
    const kind = kinds.find((one) => sounds.includes(one) || notices.includes(one)) ?? "";
    if (sounds.includes(kind)) sound.play(kind, volume);
    if (notices.includes(kind) && !doc.hasFocus())
      notice({
        title: t(`notifications.${kind}`, { name: row.name }),
        body: words ? (row.last?.body ?? "") : "",
        ticket: row.ticket,
        pressed: () => location.assign(`/agent/${row.ticket}/`),
      });
  }

  desk.on("queue", ({ ticket: row }) => {
    const kinds = news.of(row);
    if (kinds.length) claim(`${row.ticket} ${kinds[0]} ${row.changed_at}`, () => tell(kinds, row));
  });
  desk.on("welcome", async () => {
    news.asked();
    const answer = await newest.ask(desk.getJson("/api/queue?view=mine", isList));
    if (answer) news.know(answer.rows);
  });
  return {};
}

function browser() {
  const clock = {
    now: () => Date.now(),
    setTimeout: (/** @type {() => void} */ act, /** @type {number} */ ms) => setTimeout(act, ms),
  };
  const claim = createClaim({ clock, store: kept("told"), focused: () => document.hasFocus() });
  return { clock, doc: document, sound: createSound(), notice: showNotice, claim };
}
