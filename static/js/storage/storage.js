// The browser's database, as far as it can be had. It is refused by policy, in a private
// window, on a full disk: a chat without storage is still a chat, but its user must know.
import { createTimer } from "../wire/timer.js";
import { openDisk } from "./database.js";

const PATIENCE = 2_000; // ms: some browsers let a request hang for ever, and the box must clear
const COMING = 15_000; // ms that what is kept elsewhere may take to come: it may have to ask the server

/** createStorage({clock, onRefused, onKept, indexedDB, elsewhere}):
 *  onRefused(error)  when something could be kept in memory only: warn the user
 *  onKept()          where that was for want of a disk, and it came after all: what is in memory is on it
 *  indexedDB() → the factory (default: the browser's; where it is forbidden, asking throws)
 *  elsewhere() → promise of a Disk (database.js) in its place, where it is refused
 *  .work(act(disk) → promise) → the same promise; rejects too when no disk comes in 15 s, or no answer in 2 s
 *  .wait(act)      the same, for what may wait until the disk has come
 *  .late(keep)     keep() → promise: the disk has come too late for what is in memory
 *  .refuse(error)  what should have been kept is in memory only
 *  .refused        whether anything is
 *     patience: ms, for what is large
 *  @typedef {import("./database.js").Disk} Disk
 *  @typedef {<T>(act: (disk: Disk) => Promise<T>, patience?: number) => Promise<T>} Work
 *  @typedef {{work: Work, wait: Work, late: (keep: () => Promise<any>) => void,
 *    refuse: (error: unknown) => void, readonly refused: boolean}} Storage
 *  @param {{clock: import("../wire/clock.js").Clock, onRefused?: (error: unknown) => void,
 *    onKept?: () => void, indexedDB?: () => IDBFactory, elsewhere?: () => Promise<Disk>}} parts
 *  @returns {Storage} */
export function createStorage({
  clock,
  onRefused,
  onKept,
  indexedDB = () => globalThis.indexedDB,
  elsewhere,
}) {
  let refused = false;
  /** @type {(() => Promise<any>)[]} */
  const keepers = [];
  /** @type {Promise<Disk> | undefined} however late */
  let disk;
  /** @type {Promise<Disk>} in time for what can't wait */
  let inTime;

  async function find() {
    try {
      return await within(PATIENCE, clock, openDisk(indexedDB));
    } catch (error) {
      if (!elsewhere) throw error;
      return elsewhere();
    }
  }

  // Once: a disk that can't be had, or hangs, is not asked for again by this page.
  function open() {
    if (disk) return;
    const found = find();
    disk = found;
    inTime = within(COMING, clock, found);
    inTime.catch((error) => {
      refuse(error);
      found.then(come, () => {});
    });
  }

  async function come(found) {
    inTime = Promise.resolve(found);
    refused = false;
    await Promise.all(keepers.map((keep) => keep()));
    if (!refused) onKept?.();
  }

  function refuse(error) {
    if (refused) return;
    refused = true;
    onRefused?.(error);
  }

  return {
    async work(act, patience = PATIENCE) {
      open();
      return within(patience, clock, act(await inTime));
    },
    async wait(act, patience = PATIENCE) {
      open();
      return within(patience, clock, act(await /** @type {Promise<Disk>} */ (disk)));
    },
    late: (keep) => void keepers.push(keep),
    refuse,
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
