// Files that messages carry: more/bring.js brings them, once that has come.
import { carry } from "../../outbox/carried.js";
import { withFiles } from "./later.js";

carry("files", {
  field: (/** @type {import("./frames.js").Outgoing[]} */ files) => files.map(({ id }) => id),
  bring: async (...what) => withFiles(({ bring }) => bring(...what)),
});
