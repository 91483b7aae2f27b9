// The word that finds conversations with a file.
import { register } from "../../../desk/filters.js";

register({ name: "has", how: "files.how.has" });
