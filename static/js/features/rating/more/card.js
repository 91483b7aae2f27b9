// The card that asks how it was: a face is an answer, words may follow, and both may be changed.
import { kept } from "../../../storage/kept.js";
import { newId } from "../../../wire/ids.js";
import { t } from "../../../words/t.js";
import { createGiving } from "./giving.js";

/** @typedef {{about: string, shows: (asked: any) => void}} Card
 *  @type {Card | null} */
let card = null;

/** @param {HTMLFormElement} form
 *  @param {any} page the conversation
 *  @param {import("../asked.js").Asked | false} asked */
export function show(form, page, asked) {
  form.hidden = !asked;
  if (!asked) return;
  if (card?.about !== asked.id) card = open(form, page, asked.id);
  card.shows(asked);
}

/** @returns {Card} */
function open(form, page, about) {
  const [words, said] = [form.querySelector("div"), form.querySelector("[role=status]")];
  const comment = form.querySelector("#rating-comment");
  const faces = [...form.querySelectorAll("[name=score]")];
  const chosen = () => Number(faces.find(({ checked }) => checked)?.value ?? 0);
  const giving = createGiving({
    page,
    store: kept(`rating:${page.ticket}`),
    about,
    newId,
    on: {
      given: () => (said.textContent = t("rating.thanks")),
      refused: () => (said.textContent = t("rating.refused")),
    },
  });

  function give() {
    said.textContent = "";
    words.hidden = false;
    if (chosen()) giving.give({ score: chosen(), body: comment.value.trim() });
  }

  form.onchange = ({ target }) => target.name === "score" && give();
  form.onsubmit = (event) => {
    event.preventDefault();
    give();
  };
  form.reset();
  words.hidden = true;
  said.textContent = "";
  return {
    about,
    shows(asked) {
      const { score, body = asked.comment ?? "" } = giving.owed() ?? asked;
      if (!score || chosen() === score) return;
      faces[score - 1].checked = true;
      comment.value = body;
      words.hidden = false;
    },
  };
}
