// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("nl", {
  "rating.thanks": "Dank u. U kunt het nog wijzigen.",
  "rating.refused": "Dit kan niet meer worden beoordeeld.",
});
