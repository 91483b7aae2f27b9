// A page of the settings area: whose desk it is, and what a click copies. All else on these pages is a form.
import { initials } from "../desk/initials.js";
import { openCopying } from "../ui/copying.js";
import { findParts } from "../ui/parts.js";

const { myInitials } = findParts();
myInitials.textContent = initials(myInitials.nextElementSibling.textContent);
openCopying();
dispatchEvent(new Event("alive"));
