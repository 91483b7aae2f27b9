// Canned replies at the desk.
import { fill } from "../../ui/slots.js";
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
  shared = { library, dialog, textOf };
  return {};
}

fill("acts", "canned", openActs);
// Who answers nobody has none.
fill("tools", "canned", (root, conversation) =>
  shared && root.firstElementChild ? openList(root, conversation, shared) : {},
);
