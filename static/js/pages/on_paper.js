// A conversation to be printed: the times as the reader's own clock has them.
import "./words.js";
import { findParts } from "../ui/parts.js";
import { fullTime } from "../words/when.js";

const { print: button } = findParts();
for (const time of document.querySelectorAll("time")) time.textContent = fullTime(time.dateTime);
button.hidden = false;
button.addEventListener("click", () => globalThis.print());
