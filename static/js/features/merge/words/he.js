// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "merge.log.into": "השיחה הזאת נמשכת בשיחה אחרת",
  "merge.log.apart": "השיחה הזאת שוב נמשכת בנפרד",
});
