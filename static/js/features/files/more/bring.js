// Files go up one after the other, and a message when all of its own are there.
import { told } from "./progress.js";
import { upload } from "./upload.js";

/** @type {Promise<any>} */
let before = Promise.resolve();

/** @param {import("../../../outbox/outbox.js").Item} item
 *  @param {import("../frames.js").Outgoing[]} files
 *  @param {import("../../../outbox/carried.js").Tools} tools
 *  @returns {Promise<void>} */
export function bring(item, files, tools) {
  const mine = before.then(async () => {
    for (const file of files)
      await upload({ ticket: item.ticket, file, tools, progress: (bytes) => told(file, bytes) });
  });
  before = mine.catch(() => {}); // what fails is told to its message, and the next one goes
  return mine;
}
