// The files of a reply that is said: fetched, and given to the composer as if the agent had chosen them.
import { t } from "../../words/t.js";

const PAUSE = 1_000; // ms, while one is being checked
const TRIES = 30;

/** fetchFile(file, signal) → promise of it, or null: it can't be had, or undefined: not yet
 *  notice(words, again)
 *  @typedef {import("./own_files.js").ReplyFile} ReplyFile
 *  @param {{writing: import("../../conversation/writing.js").Writing, give: (files: File[]) => boolean,
 *    fetchFile: (file: ReplyFile, signal: AbortSignal) => Promise<File | null | undefined>,
 *    clock: import("../../wire/clock.js").Clock,
 *    notice: (words: string, again: () => void) => void, signal: AbortSignal}} parts */
export function createSaidFiles({ writing, give, fetchFile, clock, notice, signal }) {
  /** @type {ReplyFile[]} */
  const coming = [];

  // Nothing leaves without them, because somebody was quick.
  const check = () => (coming.length ? t("canned.file.coming", { name: coming[0].name }) : "");
  signal.addEventListener("abort", writing.holds(check));

  /** @param {ReplyFile} file */
  async function fetched(file) {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const found = await fetchFile(file, signal);
      if (found !== undefined || signal.aborted) return found;
      await new Promise((done) => clock.setTimeout(done, PAUSE));
    }
    return null;
  }

  /** Never into another conversation: whoever leaves this one is told.
   *  @param {ReplyFile} file */
  async function bring(file) {
    const found = await fetched(file);
    coming.splice(coming.indexOf(file), 1);
    if (!signal.aborted && found && give([found])) return;
    notice(t("canned.file.lost", { name: file.name }), () => again(file));
  }

  /** @param {ReplyFile} file */
  function again(file) {
    if (signal.aborted) return;
    coming.push(file);
    bring(file);
  }

  return {
    /** In their order.
     *  @param {ReplyFile[]} files */
    async bring(files) {
      const all = files.filter(({ state }) => state !== "refused");
      coming.push(...all);
      for (const file of all) await bring(file);
    },
  };
}
