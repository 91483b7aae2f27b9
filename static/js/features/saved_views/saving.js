// What is looked for becomes a view, for oneself or for a team; and one that nobody needs is deleted.
import { t } from "../../words/t.js";

const ORDERS = ["priority", "waiting", "newest"];
const hasTeams = ({ teams }) => Array.isArray(teams);

/** text() → what stands in the desk's box; place: of the page
 *  @param {import("../../desk/desk.js").Desk} desk
 *  @param {{text: () => string, newId: () => string, place: Pick<Location, "search" | "assign">}} parts */
export function offer(desk, { text, newId, place }) {
  /** @type {{id: number | null, name: string}[]} */
  let whose = [];
  let asked = false;

  async function load() {
    asked = true;
    const answer = await desk.getJson("/api/views", hasTeams);
    whose = [{ id: null, name: "" }, ...(answer?.teams ?? [])];
    again();
    asked = answer !== null;
  }

  /** @param {string} name */
  function options(name) {
    if (!asked) load();
    const query = text();
    return whose.map(({ id, name: team }) => ({
      words: t(team ? "saved_views.for-team" : "saved_views.for-me", { name: name || query, team }),
      hint: query,
      made: true,
      run: () => order({ name: name || query, query, team: id }),
    }));
  }

  function order(view) {
    desk.choose({
      title: t("saved_views.order"),
      options: () =>
        ORDERS.map((order) => ({
          words: t(`saved_views.order.${order}`),
          run: () => void save({ ...view, order }),
        })),
    });
  }

  async function save(view) {
    const path = `/api/views/${newId()}`;
    const { status, answer } = await desk.call({ method: "PUT", path, body: view });
    if (status === 200) place.assign(`/agent/?view=${answer.view}`);
    else refused(answer);
  }

  /** @param {{filter?: string} | null} answer null: none came */
  function refused(answer) {
    const filter = answer?.filter;
    const words = filter ? t("saved_views.no-filter", { filter }) : t("saved_views.not-saved");
    desk.choose({ title: words, options: () => [{ words: t("saved_views.well"), run() {} }] });
  }

  const current = () => new URLSearchParams(place.search).get("view") ?? "";

  async function remove() {
    const { status } = await desk.call({ method: "DELETE", path: `/api/views/${current().slice(6)}` });
    if (status === 204) place.assign("/agent/");
    else refused(null);
  }

  const again = desk.offer({
    name: "view",
    words: () => t("saved_views.act.save"),
    can: () => text() !== "",
    options,
  });
  desk.offer({
    name: "",
    words: () => t("saved_views.act.delete"),
    can: () => current().startsWith("saved:"),
    run: remove,
  });
}
