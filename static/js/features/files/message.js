// The files of a message: on their way, being checked, ready, or refused.
import { t } from "../../words/t.js";
import { forget } from "./local.js";
import { follow, partGone } from "./progress.js";
import { fillTile, makeTile, showProgress } from "./tile.js";

/** @type {Map<string, import("./frames.js").Entry>} what was told since its event was read */
const newer = new Map();

/** @param {HTMLElement} root
 *  @param {import("../../conversation/conversation.js").Conversation} conversation */
export function openMessage(root, conversation) {
  const list = /** @type {HTMLElement} */ (root.firstElementChild);
  /** @type {Map<string, HTMLElement>} */
  const tiles = new Map();
  /** @type {any} */
  let entry = null;
  const off = [
    conversation.on("file", ({ file }) => {
      if (!tiles.has(file.id)) return;
      newer.set(file.id, file);
      show(entry);
    }),
    follow((id, part) => {
      const tile = tiles.get(id);
      if (!root.isConnected) off.forEach((end) => end());
      else if (tile) showProgress(tile, part);
    }),
  ];

  /** @param {any} message */
  function show(message) {
    entry = message;
    const sent = Boolean(message.event);
    const files = message.event?.files ?? message.item?.carried?.files ?? [];
    list.dataset.count = String(Math.min(files.length, 3));
    for (const given of files) {
      const file = (sent && newer.get(given.id)) || given;
      const tile = tiles.get(file.id) ?? add(file);
      const waits = message.item?.state === "waiting";
      const { ticket, as, bring } = conversation;
      fillTile(tile, { file, sent, waits, ticket, as, byToken: Boolean(bring) });
      if (bring) import("./brought.js").then(({ bringInto }) => bringInto(tile, bring));
      if (waits) showProgress(tile, partGone(file.id));
    }
    list.toggleAttribute("data-waits", message.item?.state === "waiting");
    why(message.item);
  }

  function add(file) {
    const tile = makeTile({
      view: () => list.dispatchEvent(new CustomEvent("view", { bubbles: true, detail: file.id })),
      cancel() {
        conversation.discard(entry.id);
        for (const id of tiles.keys()) forget(id);
      },
    });
    tile.dataset.file = file.id;
    tiles.set(file.id, tile);
    list.append(tile);
    return tile;
  }

  /** Why it wasn't sent, where the files are why.
   *  @param {any} item */
  function why(item) {
    const line = /** @type {HTMLElement} */ (root.lastElementChild);
    const words = item?.state === "failed" ? t(`files.failed.${item.reason?.code}`) : "";
    line.textContent = words.startsWith("files.") ? "" : words;
  }

  return { show };
}
