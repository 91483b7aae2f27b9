// Files that were chosen, as they are shown in the composer's box.
import { t } from "../../../words/t.js";
import { LIMITS } from "../frames.js";
import { forget, localAddress, measured } from "./local.js";
import { sizeWords } from "./size.js";

/** part(name) → an element of the template; remove(id): somebody took it out again
 *  → {show(chosen, refused)}
 *  @param {{part: (name: string) => any, remove: (id: string) => void}} parts */
export function createTray({ part, remove }) {
  const [list, said, template] = [part("tray"), part("said"), part("chosen")];
  /** @type {Map<string, HTMLElement>} by id */
  const shown = new Map();

  /** @param {import("../frames.js").Outgoing} file */
  function add(file) {
    const element = template.content.firstElementChild.cloneNode(true);
    element.dataset.id = file.id;
    element.title = `${file.name}, ${sizeWords(file.size)}`;
    element.querySelector("span").textContent = file.name;
    const button = element.querySelector("button");
    const words = t("files.remove", { name: file.name });
    button.title = words;
    button.setAttribute("aria-label", words);
    button.addEventListener("click", () => {
      remove(file.id);
      forget(file.id);
    });
    if (file.type.startsWith("image/")) showPicture(file, element.querySelector("img"));
    shown.set(file.id, element);
    list.append(element);
  }

  return {
    /** @param {import("../frames.js").Outgoing[]} chosen
     *  @param {import("../chosen.js").Refused[]} refused */
    show(chosen, refused) {
      const ids = new Set(chosen.map(({ id }) => id));
      for (const [id, element] of shown) if (!ids.has(id)) (element.remove(), shown.delete(id));
      for (const file of chosen) if (!shown.has(file.id)) add(file);
      list.hidden = !chosen.length;
      said.textContent = [...new Set(refused.map(whyWords))].join(" ");
    },
  };
}

/** Its measures go with it, so that its place is there before it is. */
async function showPicture(file, image) {
  const measures = await measured(localAddress(file));
  Object.assign(file, measures);
  image.hidden = !measures.width;
  if (measures.width) image.src = localAddress(file);
}

/** @param {import("../chosen.js").Refused} refused */
const whyWords = ({ why, name }) =>
  t(`files.${why}`, { n: LIMITS.files, name, size: sizeWords(LIMITS.file) });
