// Who works at the desk: what a click copies. All else on this page is a form.
import { openCopying } from "../ui/copying.js";

openCopying();
dispatchEvent(new Event("alive"));
