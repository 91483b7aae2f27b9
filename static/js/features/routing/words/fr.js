// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("fr", {
  "routing.vanished": "La connexion a été interrompue chez {name} ; un collègue prend le relais",
});
