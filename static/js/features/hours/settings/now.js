// Beside the opening hours: what customers see now, which more than the clock decides.
import { findParts } from "../../../ui/parts.js";
import { seenWords } from "../at_desk/glance.js";

const { hoursNow } = findParts();

async function read() {
  const answer = await fetch("/api/hours/sites");
  if (!answer.ok) return;
  const { sites } = await answer.json();
  hoursNow.querySelector("dd").textContent = seenWords(sites, Date.now());
  hoursNow.hidden = false;
}

read().catch(() => {}); // then it isn't said
