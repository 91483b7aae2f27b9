// The view of the desk that has what is done.
import { register } from "../../desk/views.js";

register({
  name: "resolved",
  place: 40,
  empty: ["status.none-resolved", "status.none-resolved.why"],
  done: true,
});
