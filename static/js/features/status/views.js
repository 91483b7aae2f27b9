// The view of the desk that has what is done.
import { register } from "../../desk/views.js";

register({
  name: "resolved",
  place: 40,
  empty: ["Nothing resolved yet", "What you resolve can be found here."],
  done: true,
});
