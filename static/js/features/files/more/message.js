// The files of a message: on their way, being checked, ready, or refused.
import { t } from "../../../words/t.js";
import { sync } from "../../../wire/frames.js";
import { bringDownloads, bringInto } from "./by_token.js";
import { forget } from "./local.js";
import { follow, partGone } from "./progress.js";
import { fillTile, makeTile, showProgress } from "./tile.js";

const AGAIN = 5_000; // ms until a page asks whether a file is ready, each time twice as long
const SELDOM = 60_000;
const A_MOMENT = 1_000; // ms in which a page that comes back asks once

/** newest(entry of the event) → what was told of it since
 *  @typedef {import("../frames.js").Entry} Entry
 *  @param {HTMLElement} root
 *  @param {import("../../../conversation/conversation.js").Conversation} conversation
 *  @param {(given: Entry) => Entry} newest */
export function openMessage(root, conversation, newest) {
  const list = /** @type {HTMLElement} */ (root.firstElementChild);
  /** @type {Map<string, HTMLElement>} */
  const tiles = new Map();
  /** @type {any} */
  let entry = null;
  /** @type {Map<string, Entry>} read anew */
  const read = new Map();
  let pause = AGAIN;
  let asking = false;
  let returned = false; // just now
  if (conversation.bring) bringDownloads(conversation.bring);
  /** @type {(() => void) | undefined} */
  let off;

  /** What has gone goes no farther: whoever followed it would keep it, and its conversation, for ever.
   *  @param {boolean} waits */
  function followWhile(waits) {
    if (waits) off ??= follow(progress);
    else off = void off?.();
  }

  /** @param {string} id
   *  @param {number} part */
  function progress(id, part) {
    const tile = tiles.get(id);
    if (!root.isConnected) followWhile(false);
    else if (tile) showProgress(tile, part);
  }

  /** @param {any} message */
  function show(message) {
    entry = message;
    const sent = Boolean(message.event);
    const files = message.event?.files ?? message.item?.carried?.files ?? [];
    list.dataset.count = String(Math.min(files.length, 3));
    followWhile(message.item?.state === "waiting");
    for (const given of files) {
      const file = sent ? (read.get(given.id) ?? newest(given)) : given;
      const tile = tiles.get(file.id) ?? add(file);
      const waits = message.item?.state === "waiting";
      const { ticket, as, bring } = conversation;
      fillTile(tile, { file, sent, waits, ticket, as, byToken: Boolean(bring) });
      if (bring) bringInto(tile, bring, conversation.clock);
      if (waits) showProgress(tile, partGone(file.id));
    }
    list.toggleAttribute("data-waits", message.item?.state === "waiting");
    why(message.item);
    if (isChecked()) askLater();
  }

  const isChecked = () => Boolean(list.querySelector(".file[data-state=checking]"));

  // That it is ready may have been told while the line was cut. Its event says so whenever it is read.
  function askLater() {
    if (asking) return;
    asking = true;
    conversation.clock.setTimeout(() => {
      asking = false;
      if (!root.isConnected || !isChecked()) return unheard();
      ask();
      pause = Math.min(2 * pause, SELDOM);
      askLater();
    }, pause);
  }

  const ask = () => conversation.send(sync(conversation.ticket, entry.event.seq - 1));

  // A page that comes back to nothing new: what it had asked may have been lost with the line.
  function askOnReturn() {
    if (returned || !entry?.event || !root.isConnected || !isChecked()) return;
    returned = true;
    conversation.clock.setTimeout(() => void (returned = false), A_MOMENT);
    ask();
  }

  const unheard = conversation.on("events", ({ events }) => {
    if (!events.length) askOnReturn();
    const mine = events.find(({ id }) => id === entry?.event?.id);
    for (const file of mine?.files ?? []) if (file.state !== "checking") read.set(file.id, file);
    if (mine && root.isConnected && isChecked()) show(entry);
  });

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
