// What tests read: every English catalogue that there is.
import { globSync } from "node:fs";

const SCRIPTS = new URL("../../static/js/", import.meta.url);

/** → the URL of each catalogue of a language: what customers read as well, and what only the desk shows. */
export const catalogues = (language) =>
  globSync([`**/words/${language}.js`, `**/words/at_desk/${language}.js`], { cwd: SCRIPTS })
    .sort()
    .map((path) => new URL(path, SCRIPTS));

for (const url of catalogues("en")) await import(url.href);
