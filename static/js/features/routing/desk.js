// Routing at the desk.
import { register } from "../../conversation/kinds.js";
import { t } from "../../words/t.js";
import "./kind.js";

register("reminder", { words: () => t("routing.reminder") });
