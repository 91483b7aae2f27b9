// Files in one line: in the desk's list, and for a screen reader.
import { sayBeside } from "../../conversation/kinds.js";
import { inList } from "../../words/list.js";
import { t } from "../../words/t.js";

const MOST = 3; // names

sayBeside(({ files = [] }) => {
  if (!files.length) return "";
  const names = inList(files.slice(0, MOST).map((/** @type {{name: string}} */ { name }) => name));
  return t("files.said", { n: files.length, names });
});
