// Whose a conversation is, among its details: a list of the agents to choose from.
import { createNewest } from "../../desk/newest.js";
import { agents } from "../../wire/shapes.js";
import { t } from "../../words/t.js";
import { createGiving, holderIn } from "./giving.js";

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
export function openDetails(root, desk) {
  const list = /** @type {HTMLSelectElement} */ (root.querySelector("select"));
  const give = createGiving(desk);
  const newest = createNewest();
  /** @type {HTMLOptionElement | null} */
  let holder = null; // of the open ticket, who isn't one to choose: a program, say

  async function load() {
    const answer = await newest.ask(desk.getJson("/api/agents", agents));
    if (!answer) return;
    // An older server says neither.
    const given = answer.agents.filter(({ answers = true, program = false }) => answers && !program);
    const options = given.map(
      ({ username, name }) =>
        new Option(username === desk.me ? t("assignment.oneself", { name }) : name, username),
    );
    list.replaceChildren(new Option(t("assignment.nobody"), ""), ...options);
    desk.changed();
  }

  const choices = () => [...list.options].filter((option) => option !== holder);

  desk.offer({
    name: "assign",
    needs: "answer",
    words: () => t("assignment.act.assign"),
    can: () => Boolean(desk.row()),
    options: () =>
      choices().map(({ text, value }) => ({
        words: text,
        hint: value,
        run: () => void give(value || null),
      })),
    many: () =>
      choices().map(({ text, value }) => ({
        words: text,
        hint: value,
        does: (row) => ({ type: "assign", agent: value || null, from: holderIn(row) }),
        undoes: (row) => ({ type: "assign", agent: holderIn(row), from: value || null }),
      })),
  });
  list.addEventListener("change", () => give(list.value || null));
  desk.on("welcome", load);
  desk.on("person", load);
  return {
    read: () => void (list.length < 2 && load()),
    // Nobody's isn't said before it is known, and who has it is named though not in the list, or no more.
    show({ row }) {
      const { username = "", name } = row?.assignee ?? {};
      list.disabled = !row || !desk.may("answer");
      if (holder?.value !== username) {
        holder?.remove();
        holder = null;
      }
      if (username && ![...list.options].some(({ value }) => value === username))
        list.append((holder = new Option(name, username)));
      if (row) list.value = username;
      else list.selectedIndex = -1;
    },
  };
}
