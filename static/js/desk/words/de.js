import { learn } from "../../words/t.js";

learn("de", {
  "desk.nobody-here": "noch niemand",
  "desk.none": "keine",
  "desk.longest": "am längsten {time}",
  "desk.nobody-waits": "niemand",
  "desk.looking": "Wird gesucht …",
  "desk.cant-look": "Die Suche geht gerade nicht",
  "desk.cant-look.why":
    "Gesucht wurde nur in den Gesprächen, die hier zu sehen sind. Die übrigen kommen hinzu, sobald der Helpdesk verbunden ist.",
  "desk.nothing-found": "Nichts gefunden",
  "desk.looked-at-all":
    "Gesucht wurde in Namen, E-Mail-Adressen und Betreffzeilen aller Gespräche dieser Ansicht.",
  "desk.looked-at-newest":
    "Gesucht wurde in Namen, E-Mail-Adressen und Betreffzeilen der neuesten {n} Gespräche dieser Ansicht.",
  "desk.waiting-since": "Wartet seit {time}",
  "desk.last-change": "Letzte Änderung: {time}",
  "desk.assigned-to": "Zugewiesen an {name}",
  "desk.note-by": "Notiz von {name}: {body}",
});
