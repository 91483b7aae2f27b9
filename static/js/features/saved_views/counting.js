// How many are in each saved view: where the server doesn't tell it by itself,
// asked of the server once a second at most while something changes.
const APART = 1_000; // milliseconds

const areCounts = ({ counts }) => typeof counts === "object";

/** @param {{desk: import("../../desk/desk.js").Desk, clock: import("../../wire/clock.js").Clock}} parts */
export function createCounting({ desk, clock }) {
  let waiting = false;
  let again = false;
  let told = false; // by the server, without being asked

  async function count() {
    again = false;
    const answer = await desk.getJson("/api/views/counts", areCounts);
    if (answer) desk.counted(answer.counts);
    waiting = again;
    if (again) clock.setTimeout(count, APART);
  }

  desk.on("counts", () => (told = true));
  desk.on("queue", () => {
    if (told) return;
    again = true;
    if (waiting) return;
    waiting = true;
    clock.setTimeout(count, APART);
  });
}
