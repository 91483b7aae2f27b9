// The browser's database, as far as it can be had. It is refused by policy, in a private
// window, on a full disk: a chat without storage is still a chat, but its user must know.
import { createTimer } from "../wire/timer.js";
import { openDisk } from "./database.js";

const PATIENCE = 2_000; // ms: some browsers let a request hang for ever, and the box must clear
const COMING = 15_000; // ms that what is kept elsewhere may take to come: it may have to ask the server

/** createStorage({clock, onRefused, indexedDB, elsewhere}):
 *  onRefused(error)  once, when something could be kept in memory only: warn the user
 *  indexedDB() → the factory (default: the browser's; where it is forbidden, asking throws)
 *  elsewhere() → promise of a Disk (database.js) in its place, where it is refused
 *  .work(act(disk) → promise) → the same promise; rejects too when there is no disk, or no answer in 2 s
 *  .refuse(error)  what should have been kept is in memory only
 *  .refused        whether it ever was
 *     patience: ms, for what is large
 *  @typedef {import("./database.js").Disk} Disk
 *  @typedef {{work: <T>(act: (disk: Disk) => Promise<T>, patience?: number) => Promise<T>,
 *    refuse: (error: unknown) => void, readonly refused: boolean}} Storage
 *  @param {{clock: import("../wire/clock.js").Clock, onRefused?: (error: unknown) => void,
 *    indexedDB?: () => IDBFactory, elsewhere?: () => Promise<Disk>}} parts
 *  @returns {Storage} */
export function createStorage({ clock, onRefused, indexedDB = () => globalThis.indexedDB, elsewhere }) {
  let refused = false;
  /** @type {Promise<Disk> | undefined} */
  let disk;

  async function open() {
    try {
      return await within(PATIENCE, clock, openDisk(indexedDB));
    } catch (error) {
      if (!elsewhere) throw error;
      return within(COMING, clock, elsewhere());
    }
  }

  return {
    // Opened once: a disk that can't be had, or hangs, is not asked for again by this page.
    async work(act, patience = PATIENCE) {
      disk ??= open();
      return within(patience, clock, act(await disk));
    },
    refuse(error) {
      if (refused) return;
      refused = true;
      onRefused?.(error);
    },
    get refused() {
      return refused;
    },
  };
}

/** @template T
 *  @param {number} ms
 *  @param {import("../wire/clock.js").Clock} clock
 *  @param {Promise<T>} promise
 *  @returns {Promise<T>} */
function within(ms, clock, promise) {
  return new Promise((resolve, reject) => {
    const timer = createTimer(clock);
    const missed = () => reject(new Error("storage does not answer"));
    const wait = () => timer.deadline(ms, { missed, again: wait });
    wait();
    promise.then(resolve, reject).finally(timer.clear);
  });
}
