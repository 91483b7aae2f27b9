// Canned replies at the desk.
import { fill } from "../../ui/slots.js";
import { t } from "../../words/t.js";
import { openDialog } from "./dialog.js";
import { createLibrary } from "./library.js";
import { openList } from "./list.js";
import { filled, textFor, valuesOf } from "./variables.js";

/** @type {import("./list.js").Of | null} what the composers share, once the desk is there */
let shared = null;

/** @param {HTMLElement} root
 *  @param {import("../../desk/desk.js").Desk} desk */
function openActs(root, desk) {
  const library = createLibrary({ call: desk.call });
  const dialog = openDialog(root, { library, offerUndo: desk.offerUndo });
  /** @param {import("./library.js").Reply} reply */
  function textOf(reply) {
    const row = desk.row();
    const text = textFor(reply, [row?.canned_language, document.documentElement.lang]);
    return filled(text, valuesOf({ row, ticket: desk.current(), agent: desk.name() }));
  }
  const of = (shared = /** @type {import("./list.js").Of} */ ({
    library,
    dialog,
    textOf,
    insert: null,
    notice: desk.offerUndo,
  }));
  offer(desk, of);
  return {};
}

/** In the list of everything, too, as in the box.
 *  @param {import("../../desk/desk.js").Desk} desk
 *  @param {import("./list.js").Of} of */
export function offer(desk, of) {
  const again = desk.offer({
    name: "canned",
    needs: "answer",
    words: () => t("canned.all"),
    can: () => of.insert !== null,
    options(text) {
      if (!of.library.known && !of.library.trouble) of.library.read().then(() => again());
      return of.library.find(text).map((reply) => ({
        words: reply.title,
        hint: reply.shortcut && `/${reply.shortcut}`,
        made: true, // it was found by its text
        run: () => of.insert?.(reply),
      }));
    },
  });
}

fill("acts", "canned", openActs);
// Who answers nobody has none.
fill("tools", "canned", (root, conversation) =>
  shared && root.firstElementChild ? openList(root, conversation, shared) : {},
);
