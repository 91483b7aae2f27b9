// Who is writing: said at most every 3 s, shown for 5 s. Milliseconds.
import { idOf } from "../../people/same.js";
import { inList } from "../../words/list.js";
import { t } from "../../words/t.js";

const SAY_EVERY = 3_000;
const SHOW_FOR = 5_000;

/** say(kind) → whether the others are told → {typed(kind): to call at each key, wrote(): the next key begins
 *  anew} */
export function createTypingSignal({ say, clock }) {
  let said = -Infinity;
  return {
    /** @param {string} [kind] */
    typed(kind) {
      if (Math.abs(clock.now() - said) < SAY_EVERY) return; // a clock may be set back
      if (say(kind)) said = clock.now();
    },
    wrote() {
      said = -Infinity;
    },
  };
}

/** Shows in `line` who is writing. → {typing(who), wrote(who), close()}, each {role, name, key?} */
export function createTypingLine({ line, clock }) {
  /** @type {Map<string, {name: string, timer: any}>} */
  const writing = new Map(); // by person's id

  function show() {
    const names = [...writing.values()].map(({ name }) => name);
    line.textContent = names.length ? t("typing.typing", { n: names.length, names: inList(names) }) : "";
  }

  function forget(id) {
    clock.clearTimeout(writing.get(id)?.timer);
    if (writing.delete(id)) show();
  }

  return {
    typing(who) {
      const id = idOf(who);
      clock.clearTimeout(writing.get(id)?.timer);
      writing.set(id, { name: who.name, timer: clock.setTimeout(() => forget(id), SHOW_FOR) });
      show();
    },
    wrote: (who) => forget(idOf(who)),
    close() {
      for (const id of [...writing.keys()]) forget(id);
    },
  };
}
