// Files that messages carry: they go up one after the other, and a message when all of its own are there.
import { carry } from "../../outbox/carried.js";
import { told } from "./progress.js";
import { upload } from "./upload.js";

/** @type {Promise<any>} */
let before = Promise.resolve();

/** @typedef {import("./frames.js").Outgoing} Outgoing */
carry("files", {
  field: (/** @type {Outgoing[]} */ files) => files.map(({ id }) => id),
  bring(item, /** @type {Outgoing[]} */ files, tools) {
    const mine = before.then(async () => {
      for (const file of files)
        await upload({ ticket: item.ticket, file, tools, progress: (bytes) => told(file, bytes) });
    });
    before = mine.catch(() => {}); // what fails is told to its message, and the next one goes
    return mine;
  },
});
