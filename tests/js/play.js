// Stories that nobody thought of: fast-check makes up what happens, the page is held against
// a model after each step, and of a failure it tells the few steps that matter.
//   FAULTS_SEED=… make js    plays again the run whose seed a failure printed
import assert from "node:assert/strict";
import fc from "fast-check";

const seed = process.env.FAULTS_SEED ? { seed: Number(process.env.FAULTS_SEED) } : {};
export const settled = () => new Promise(setImmediate);
export const pick = (list, n) => list[n % list.length];

/** Plays `numRuns` worlds. steps: the world's method → how often, against the others; each
 *  is handed a number to decide by, if `world.can[method]` finds anything for it to do. */
export async function play(World, steps, numRuns) {
  const did = Object.fromEntries(Object.keys(steps).map((name) => [name, 0]));
  const step = (name) => (n) => ({
    check: ({ can }) => Boolean(can[name]?.() ?? true),
    async run(world) {
      did[name] += 1;
      await world[name](n);
      await settled();
      world.check();
    },
    toString: () => `${name}(${n})`,
  });
  const any = Object.entries(steps).map(([name, weight]) => ({
    arbitrary: fc.noBias(fc.nat(11)).map(step(name)),
    weight,
  }));
  const run = async (commands) => {
    const world = new World();
    await world.open();
    // Its model lives in the world, so that a send is judged at the moment it happens.
    await fc.asyncModelRun(() => ({ model: world, real: world }), commands);
    await world.calm();
  };
  await fc.assert(fc.asyncProperty(fc.commands([fc.oneof(...any)], { maxCommands: 100, size: "max" }), run), {
    numRuns,
    ...seed,
  });
  for (const [name, times] of Object.entries(did))
    assert.ok(times > numRuns / 20, `"${name}" hardly happened: ${times}`);
}
