// No page runs without its words: where a catalogue hasn't come, boot.js fetches it again.
import { catalogues } from "../words/t.js";

if (catalogues() < document.querySelectorAll("script[data-words]").length)
  throw new Error("the words of this page have not come in full");
