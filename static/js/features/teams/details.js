// Which team a conversation is for, among its details: a list of them to choose from, if there are any.
import { createNewest } from "../../desk/newest.js";
import { t } from "../../words/t.js";
import { team } from "./frames.js";

const areTeams = ({ teams }) => Array.isArray(teams) && teams.every(({ id }) => Number.isInteger(id));

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const list = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
  const [none] = list.options;
  const newest = createNewest();

  async function load() {
    const answer = await newest.ask(desk.getJson("/api/teams", areTeams));
    if (!answer) return;
    list.replaceChildren(none, ...answer.teams.map(({ id, name }) => new Option(name, id)));
    desk.changed();
  }

  const give = (to = list.value) =>
    desk.ask((id, ticket) => team({ id, ticket, team: Number(to) || null }), { ticket: desk.current() });

  list.addEventListener("change", () => give());
  desk.offer({
    name: "team",
    needs: "answer",
    words: () => t("teams.act"),
    can: () => Boolean(desk.row()) && list.length > 1,
    options: () =>
      [...list.options].map(({ label, value }) => ({ words: label, run: () => void give(value) })),
  });
  desk.on("welcome", load);
  return {
    read: () => void (list.length < 2 && load()),
    show({ row }) {
      list.disabled = !desk.may("answer");
      root.hidden = !row || (list.length < 2 && !row.team);
      const { id = "", name } = row?.team ?? {};
      if (id && ![...list.options].some(({ value }) => value === `${id}`)) list.append(new Option(name, id));
      list.value = `${id}`;
    },
  };
}
