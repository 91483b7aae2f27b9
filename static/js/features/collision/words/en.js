import { learn } from "../../../words/t.js";

learn("en", {
  "collision.looks": "{name} looks at this",
  "collision.unstable": "{name} was here a moment ago",
  "collision.message": "{name} is writing a reply",
  "collision.note": "{name} is writing a note",
  "collision.somebody": "Somebody",
  "collision.question": "{name} has answered meanwhile. Send this anyway?",
  "collision.read-by": "Read by {names}",
  "collision.anyway": "Send anyway",
});
