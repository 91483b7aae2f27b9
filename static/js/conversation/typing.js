// Who is writing: said at most every 3 s, shown for 5 s. Milliseconds.
const SAY_EVERY = 3_000;
const SHOW_FOR = 5_000;

/** say() → whether the others are told → {typed(): to call at each key, wrote(): the next key begins anew} */
export function createTypingSignal({ say, clock }) {
  let said = -Infinity;
  return {
    typed() {
      if (Math.abs(clock.now() - said) < SAY_EVERY) return; // a clock may be set back
      if (say()) said = clock.now();
    },
    wrote() {
      said = -Infinity;
    },
  };
}

/** Shows in `line` who is writing. → {typing(name), wrote(name), close()} */
export function createTypingLine({ line, clock }) {
  /** @type {Map<string, any>} */
  const timers = new Map();

  function show() {
    const names = [...timers.keys()];
    line.textContent =
      names.length === 0
        ? ""
        : names.length === 1
          ? `${names[0]} is typing…`
          : `${names.join(" and ")} are typing…`;
  }

  function forget(name) {
    clock.clearTimeout(timers.get(name));
    if (timers.delete(name)) show();
  }

  return {
    typing(name) {
      clock.clearTimeout(timers.get(name));
      timers.set(
        name,
        clock.setTimeout(() => forget(name), SHOW_FOR),
      );
      show();
    },
    wrote: forget,
    close() {
      for (const name of [...timers.keys()]) forget(name);
    },
  };
}
