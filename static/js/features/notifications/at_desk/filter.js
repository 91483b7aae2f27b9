// The word that finds conversations whose notes name who asks.
import { register } from "../../../desk/filters.js";

register({ name: "mentions", how: "notifications.how.mentions" });
