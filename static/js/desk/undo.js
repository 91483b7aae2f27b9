// What was done by a key can be undone for a while: one slip of a finger tells a customer something.
const OFFERED = 10_000; // milliseconds

/** {parts, clock} → {offer(words, act), run(): undoes the newest, while it is offered} */
export function createUndo({ parts, clock }) {
  const { undo: bar, undoWords: words, undoAct: button } = parts;
  /** @type {(() => void) | null} */
  let reverse = null;
  let timer = null;

  function end() {
    clock.clearTimeout(timer);
    reverse = null;
    bar.hidden = true;
  }

  function run() {
    const act = reverse;
    end();
    act?.();
  }

  button.addEventListener("click", run);

  return {
    offer(done, act) {
      end();
      reverse = act;
      words.textContent = done;
      bar.hidden = false;
      timer = clock.setTimeout(end, OFFERED);
    },
    run,
  };
}
