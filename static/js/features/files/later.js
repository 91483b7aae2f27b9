// What shows and sends files comes with the first of them: most conversations have none.
import { later } from "../../ui/later.js";

export const withFiles = later("files", () => import("./more/files.js"));
