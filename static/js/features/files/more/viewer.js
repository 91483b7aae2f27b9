// A picture as large as the window: with the others of the conversation by arrow keys, zoom, and download.
import { t } from "../../../words/t.js";

/** @type {WeakMap<HTMLDialogElement, (id: string) => void>} */
const viewers = new WeakMap();

/** Shows the picture of this file, if the log has it.
 *  @param {HTMLDialogElement} dialog
 *  @param {string} id */
export function view(dialog, id) {
  const show = viewers.get(dialog) ?? createViewer(dialog);
  viewers.set(dialog, show);
  show(id);
}

/** @param {HTMLDialogElement} dialog */
function createViewer(dialog) {
  const part = (/** @type {string} */ name) =>
    /** @type {any} */ (dialog.querySelector(`[data-viewer=${name}]`));
  const image = part("picture");
  let at = 0;

  // Of the log, in its order.
  const all = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".file-picture[data-full]")]);

  /** @param {number} to */
  function show(to) {
    const pictures = all();
    at = Math.max(0, Math.min(to, pictures.length - 1));
    const { full = "", download = "", name = "" } = pictures[at]?.dataset ?? {};
    zoom(false);
    image.src = full;
    image.alt = name;
    part("name").textContent = name;
    part("download").href = `${download}${download.includes("?") ? "&" : "?"}download`;
    part("download").download = name;
    part("before").disabled = at === 0;
    part("after").disabled = at === pictures.length - 1;
  }

  /** @param {boolean} is */
  function zoom(is) {
    dialog.toggleAttribute("data-zoomed", is);
    part("zoom").setAttribute("aria-pressed", String(is));
  }
  const turn = () => zoom(!dialog.hasAttribute("data-zoomed"));

  const onward = document.documentElement.dir === "rtl" ? -1 : 1; // to the right
  const acts = {
    ArrowLeft: () => show(at - onward),
    ArrowRight: () => show(at + onward),
    Home: () => show(0),
    End: () => show(all().length - 1),
    "+": () => zoom(true),
    "-": () => zoom(false),
    z: turn,
  };

  for (const [name, act] of Object.entries({
    before: () => show(at - 1),
    after: () => show(at + 1),
    zoom: turn,
    close: () => dialog.close(),
  })) {
    part(name).title = t(`files.viewer.${name}`);
    part(name).setAttribute("aria-label", t(`files.viewer.${name}`));
    part(name).onclick = act;
  }
  part("download").title = t("files.viewer.download");
  part("download").setAttribute("aria-label", t("files.viewer.download"));
  dialog.setAttribute("aria-label", t("files.viewer"));
  image.onclick = turn;
  dialog.onclick = ({ target }) => target === dialog && dialog.close();
  dialog.onkeydown = (event) => {
    event.stopPropagation(); // letters of the desk don't act behind it
    if (event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  };
  dialog.onclose = () => image.removeAttribute("src");

  return function open(/** @type {string} */ id) {
    const asked = all().findIndex((one) => one.closest(".file")?.getAttribute("data-file") === id);
    if (asked < 0) return;
    show(asked);
    dialog.showModal();
  };
}
