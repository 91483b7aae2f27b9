// Files that go with a reply, as it is written: chosen, brought to the server in pieces, taken away again.
import { newId } from "../../wire/ids.js";
import { t } from "../../words/t.js";

const CHUNK = 192 * 1024; // bytes

/** @typedef {{id: string, name: string, size: number, state: string}} ReplyFile
 *  @typedef {{id: string, name: string, size: number, state?: string, blob?: Blob}} Row
 *    blob: while it is not there yet */
/** At most as many as a message carries; none, where nobody keeps files.
 *  @param {{part: (name: string) => any, most: () => number,
 *    bring: ReturnType<typeof import("./library.js").createLibrary>["bring"]}} parts */
export function openOwnFiles({ part, most, bring }) {
  const [field, list, add, picker, template] = ["files", "files-list", "attach", "picker", "file"].map(part);
  /** @type {Row[]} */
  let rows = [];

  function show() {
    field.hidden = most() === 0;
    add.hidden = rows.length >= most();
    list.replaceChildren(...rows.map(row));
  }

  /** @param {Row} file */
  function row(file) {
    const item = /** @type {HTMLElement} */ (template.content.firstElementChild.cloneNode(true));
    const [name, remove] = [item.querySelector("span"), item.querySelector("button")];
    if (name)
      name.textContent = file.state === "refused" ? t("canned.file.refused", { name: file.name }) : file.name;
    remove?.setAttribute("aria-label", t("canned.file.remove", { name: file.name }));
    remove?.addEventListener("click", () => {
      rows = rows.filter((one) => one !== file);
      show();
      add.focus();
    });
    return item;
  }

  add.addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    const chosen = [...picker.files].filter(({ size }) => size).slice(0, most() - rows.length);
    rows.push(...chosen.map((blob) => ({ id: newId(), name: blob.name, size: blob.size, blob })));
    picker.value = "";
    show();
  });

  return {
    /** @param {ReplyFile[]} files */
    show(files) {
      rows = [...files];
      show();
    },
    /** All that isn't there yet; what is, isn't brought again.
     *  @returns {Promise<import("./library.js").Trouble | null>} why one could not be */
    async bring() {
      for (const file of rows.filter(({ blob }) => blob)) {
        const trouble = await bring({ ...file, blob: /** @type {Blob} */ (file.blob) }, CHUNK);
        if (trouble) return trouble;
        delete file.blob;
      }
      return null;
    },
    read: () => rows.map(({ id }) => id),
  };
}
