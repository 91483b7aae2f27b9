// Another version of the pages is there: an open page loads itself anew when nothing is lost by
// it, once a version at most, and only when that is what it would get.
import { kept } from "../storage/kept.js";

export const LOOK = 10_000; // ms between two looks, give or take half
export const IDLE = 30_000; // ms in which nobody touched the page
export const SURE = 3; // times in a row that a server says so: half way through an upgrade they take turns
const MOST_LOOKS_APART = 600_000; // ms

/** {own: this page's version, clock, random, free() → whether nothing is lost and nobody is at it,
 *   there() → promise of the version that a server has, tried: of kept.js, reload()} → {told(version)} */
export function createNewer({
  own,
  clock,
  random,
  free,
  there,
  tried = kept("versions", () => globalThis.sessionStorage),
  reload,
}) {
  let newer = null;
  let looking = false;
  let pause = LOOK;

  function told(version) {
    newer = version === own || (tried.get() ?? []).includes(version) ? null : version;
    if (!newer || looking) return;
    looking = true;
    pause = LOOK;
    wait();
  }

  const wait = () => clock.setTimeout(look, pause * (0.5 + random()));

  async function look() {
    looking = Boolean(newer);
    if (!looking) return;
    const version = newer;
    if (free() && (await isSure(version)) && free() && newer === version) return go(version);
    pause = Math.min(MOST_LOOKS_APART, pause * (free() ? 2 : 1)); // half way it may stay for long
    wait();
  }

  async function isSure(version) {
    for (let times = 0; times < SURE; times += 1) if ((await there()) !== version) return false;
    return true;
  }

  // Where nothing can be remembered, it might never end.
  function go(version) {
    tried.set([...(tried.get() ?? []), version]);
    looking = false;
    if (tried.get()?.includes(version)) reload();
  }

  return { told: (version) => version && own && told(version) };
}

/** Looks after this page. owes() → whether anything of it is kept nowhere else */
export function followVersion({ ask, clock, owes, doc = document }) {
  let touched = clock.now();
  for (const name of ["keydown", "pointerdown", "pointermove", "wheel", "touchstart"]) {
    addEventListener(
      name,
      () => {
        touched = clock.now();
      },
      { passive: true, capture: true },
    );
  }
  const empty = (field) => field.value === field.defaultValue || field.readOnly;
  const calm = () => doc.visibilityState === "hidden" || clock.now() - touched >= IDLE;
  return createNewer({
    own: doc.documentElement.dataset.release,
    clock,
    random: Math.random,
    free: () =>
      calm() &&
      !owes() &&
      [...doc.querySelectorAll("textarea, input:not([type=radio])")].every(empty) &&
      !doc.querySelector("dialog[open]"),
    there: async () =>
      (await ask({ method: "GET", path: "/healthz", brings: ({ status }) => status === "up" })).answer
        ?.release,
    reload: () => location.reload(),
  });
}
