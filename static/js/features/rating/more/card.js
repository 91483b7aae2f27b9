// The card that asks how it was: a face is an answer, words may follow, and both may be changed.
import { kept } from "../../../storage/kept.js";
import { newId } from "../../../wire/ids.js";
import { t } from "../../../words/t.js";
import { after } from "./asked.js";
import { createGiving } from "./giving.js";

/** @typedef {{about: string, shows: (asked: any) => void}} Card
 *  @type {Card | null} */
let card = null;

/** What the page knows: events of resolutions and ratings, in order.
 *  @typedef {{events: any[], done: boolean, page?: any, form?: any}} Known
 *  @param {Known} known */
export function show({ events, done, page, form }) {
  const asked = done && events.reduce(after, null);
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

  let wordless = false;

  function give() {
    said.textContent = "";
    words.hidden = wordless;
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
      wordless = asked.words === false;
      const { score, body = asked.comment ?? "" } = giving.said() ?? asked;
      if (!score || chosen() === score) return;
      faces[score - 1].checked = true;
      comment.value = body;
      words.hidden = wordless;
    },
  };
}
