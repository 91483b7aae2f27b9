// Collision at the desk: who else is at a conversation, and no reply over one that wasn't seen.
import { asks } from "../../conversation/questions.js";
import { fill } from "../../ui/slots.js";
import { t } from "../../words/t.js";
import { openFaces, showFaces } from "./faces.js";
import { openGuard } from "./guard.js";
import { openReaders } from "./readers.js";

/** @type {ReturnType<typeof openFaces> | null} of all conversations, once the desk is there */
let faces = null;
/** @type {import("../../desk/desk.js").Desk | null} */
let its = null;

fill("header", "collision", (root, desk) => {
  its = desk;
  const all = (faces = openFaces(desk));
  const show = () => showFaces(root, all.at(desk.current() ?? ""));
  all.told(show);
  return { show };
});
fill("row", "collision", (root) => ({
  /** @param {any} row */
  show(row) {
    faces?.know(row);
    faces?.keep(root, row.ticket);
    showFaces(root, faces?.at(row.ticket) ?? []);
  },
}));
fill("composer", "collision", (root, conversation) => {
  openGuard(root, conversation);
  return its ? openReaders(root, conversation, its) : {};
});
asks("newer_reply", ({ event }) => ({
  words: t("collision.question", { name: event?.author.name ?? t("collision.somebody") }),
  yes: t("collision.anyway"),
}));
