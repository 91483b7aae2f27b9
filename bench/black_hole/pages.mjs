// The pages' side of bench.black_hole, many of them, each over a real socket of its own. Reads one
// line {script, pages}: `script` exports open(page, on), which calls on.open() and on.lost(). Prints
// {page, open, at} for either, `page` its place in `pages`, `at` seconds of the system's monotonic clock.
import { createInterface } from "node:readline";

const PACE = 20; // ms between two pages that open
const now = () => Number(process.hrtime.bigint() / 1000n) / 1e6;
const tell = (page, open) => process.stdout.write(`${JSON.stringify({ page, open, at: now() })}\n`);

createInterface({ input: process.stdin }).once("line", async (line) => {
    const { script, pages } = JSON.parse(line);
    const { open } = await import(script);
    pages.forEach((page, number) => {
        const on = { open: () => tell(number, true), lost: () => tell(number, false) };
        setTimeout(() => open(page, on), PACE * number);
    });
});
