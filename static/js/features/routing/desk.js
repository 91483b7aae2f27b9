// Routing at the desk.
import { register } from "../../conversation/kinds.js";
import { fill } from "../../ui/slots.js";
import { t } from "../../words/t.js";
import "./kind.js";
import { openMe } from "./me.js";

register("reminder", { words: () => t("routing.reminder") });
fill("me", "routing", openMe);
