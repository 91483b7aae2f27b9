// What can be done at the desk without any feature.
import { viewNames } from "./views.js";
import { t } from "../words/t.js";

/** {actions: of actions.js, parts, route, goingOn: of going_on.js, density: of density.js, places: links to
 *  other pages, conversation() → the open one, or null} */
export function offerOwn({ actions, parts, route, goingOn, density, places, conversation }) {
  const here = () => Boolean(conversation());
  for (const [name, kind, needs] of [
    ["reply", "message", "answer"],
    ["note", "note", "note"],
  ])
    actions.offer({
      name,
      needs,
      words: () => t(`desk.act.${name}`),
      can: here,
      run: (text) => conversation()?.composer.focus(kind, text),
    });
  actions.offer({ name: "", words: () => t("desk.act.find"), run: () => parts.search.focus() });
  actions.offer({ name: "", words: () => t("desk.act.keys"), run: () => parts.help.showModal() });
  actions.offer({ name: "", key: "d", words: () => t("desk.act.rows"), run: density });
  actions.offer({
    name: "",
    needs: "answer",
    words: () => t(goingOn.stays ? "desk.act.go-on" : "desk.act.stay"),
    run: goingOn.toggle,
  });
  for (const view of viewNames())
    actions.offer({
      name: "",
      words: () => t("desk.act.view", { view: labelOf(parts.views, view) }),
      run: () => route.view(view),
    });
  for (const one of [
    ...pressing([parts.copyLink, parts.printLink], (label) => label, here),
    ...pressing(places, (view) => t("desk.act.view", { view })),
  ])
    actions.offer(one);
}

/** What a link or a button of the page does, under its own name.
 *  @param {Iterable<HTMLElement>} elements
 *  @param {(label: string) => string} words
 *  @param {() => boolean} [can] */
export const pressing = (elements, words, can) =>
  [...elements].map((element) => ({
    name: "",
    needs: element.dataset.needs,
    words: () => words(element.getAttribute("aria-label") ?? element.textContent?.trim() ?? ""),
    can,
    run: () => element.click(),
  }));

const labelOf = (views, view) =>
  views.querySelector(`[data-view="${view}"] [data-label]`)?.textContent ?? view;
