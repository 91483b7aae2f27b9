// A page of the settings area: what a click copies. All else on these pages is a form.
import { openCopying } from "../ui/copying.js";

openCopying();
dispatchEvent(new Event("alive"));
