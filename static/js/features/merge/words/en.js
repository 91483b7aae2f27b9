import { learn } from "../../../words/t.js";

learn("en", {
  "merge.log.into": "This conversation goes on in another one",
  "merge.log.apart": "This conversation goes on by itself again",
});
