// A reply as it is written: its fields, and what is wrong with them, beside the field.
import { newId } from "../../wire/ids.js";
import { t } from "../../words/t.js";
import { openOwnFiles } from "./own_files.js";
import { openTexts } from "./texts.js";
import { saidOf } from "./wrong.js";

/** @typedef {import("./library.js").Reply} Reply
 *  @typedef {ReturnType<typeof import("./library.js").createLibrary>} Library */
/** part(name): the dialog's; done(reply): it is saved; removed(reply, here): here, if nobody went on since →
 *  {show(reply?, draft?), left(): what is still on its way there is saved no more}
 *  @param {{part: (name: string) => any, library: Library, done: (reply: {title: string}) => void,
 *    removed: (reply: Reply, here: boolean) => void}} parts */
export function openForm({ part, library, done, removed }) {
  const form = part("form");
  const { title, shortcut, scope } = form.elements;
  const texts = openTexts({ place: part("texts"), template: part("text"), more: part("more") });
  const files = openOwnFiles({ part, most: () => library.files, bring: library.bring });
  /** @type {Reply | undefined} */
  let edited;
  let id = "";
  let opened = 0; // times

  /** @param {Reply} [reply] */
  function showScopes(reply) {
    const choices = [
      new Option(t("canned.scope.own"), "own"),
      ...library.teams.map((team) => new Option(team.name, String(team.id))),
      new Option(t("canned.scope.all"), "all"),
    ];
    scope.replaceChildren(...choices);
    scope.value = reply?.scope === "team" ? String(reply.team) : (reply?.scope ?? "own");
  }

  function written() {
    const team = /^\d+$/.test(scope.value) ? Number(scope.value) : null;
    return {
      ...{ id, title: title.value, shortcut: shortcut.value.trim(), texts: texts.read(), team },
      scope: team === null ? scope.value : "team",
    };
  }

  /** @param {import("./wrong.js").Said} said */
  function say({ at, words }) {
    const field = [title, shortcut].find((one) => one.name === at);
    texts.say("", "");
    for (const one of [title, shortcut]) sayAt(one, one === field ? words : "");
    part("wrong").textContent = at === "" ? words : "";
    if (at.startsWith("texts")) texts.say(at.slice("texts.".length), words);
    field?.focus();
  }

  async function save() {
    const doubled = texts.doubled();
    if (doubled) return say({ at: `texts.${doubled}`, words: t("canned.wrong.twice") });
    const reply = written();
    const before = opened;
    form.ariaBusy = "true";
    const unbrought = await files.bring();
    if (before !== opened) return; // whoever gave it up saves nothing
    const trouble = unbrought ?? (await library.save({ ...reply, files: files.read() }));
    if (before !== opened) return; // nor is what became of it said of another
    form.ariaBusy = "false";
    if (trouble) say(saidOf(trouble, reply.texts));
    else done(reply);
  }

  async function remove() {
    if (!edited) return;
    const [reply, before] = [edited, opened];
    const trouble = await library.remove(reply.id);
    const here = before === opened;
    if (!trouble) removed(reply, here);
    else if (here) say(saidOf(trouble, reply.texts));
  }

  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (form.ariaBusy !== "true") save();
  });
  part("remove").addEventListener("click", remove);

  return {
    left: () => void (opened += 1),
    /** @param {Reply} [reply]
     *  @param {string} [draft] */
    show(reply, draft = "") {
      opened += 1;
      form.ariaBusy = "false";
      edited = reply;
      id = reply?.id ?? newId();
      title.value = reply?.title ?? "";
      shortcut.value = reply?.shortcut ?? "";
      part("remove").hidden = !reply;
      showScopes(reply);
      texts.show(reply?.texts ?? { [document.documentElement.lang || "en"]: draft });
      files.show(reply?.files ?? []);
      say({ at: "none", words: "" });
      title.focus();
    },
  };
}

/** @param {HTMLInputElement} field
 *  @param {string} words */
function sayAt(field, words) {
  field.ariaInvalid = words ? "true" : null;
  const place = document.getElementById(String(field.getAttribute("aria-describedby")));
  if (place) place.textContent = words;
}
