// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "routing.vanished": "La connexion avec {name} a été coupée ; quelqu’un d’autre prend le relais",
});
