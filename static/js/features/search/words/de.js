import { learn } from "../../../words/t.js";

learn("de", {
  "search.waiting": "Alle Gespräche werden durchsucht …",
  "search.found": { one: "{n} Treffer", other: "{n} Treffer" },
  "search.first": { one: "Der neueste Treffer", other: "Die neuesten {n} Treffer" },
  "search.more": "Ältere Treffer zeigen",
  "search.again": "Noch einmal versuchen",
  "search.nothing": "Nichts gefunden",
  "search.nothing.why":
    "Gesucht wurde in allen Nachrichten und Notizen sowie in Namen, E-Mail-Adressen, Betreffzeilen und Kennungen aller Gespräche.",
  "search.trouble": "Die Suche geht gerade nicht",
  "search.trouble.why":
    "Sie hat zu lange gedauert, oder der Helpdesk ist nicht verbunden. Mit mehr Wörtern geht es schneller.",
  "search.no-filter": "Einen Filter „{filter}:“ gibt es nicht",
  "search.filters": "Es gibt {names}. In Anführungszeichen wird gesucht, was dasteht.",
  "search.no-value": "Nach „{filter}:{value}“ lässt sich nicht suchen",
  "search.how.is": "Nach is: steht open, resolved, unassigned, waiting, message oder note.",
  "search.how.before": "Nach before: steht ein Tag wie 2026-10-01, ein Monat oder ein Jahr.",
  "search.how.after": "Nach after: steht ein Tag wie 2026-10-01, ein Monat oder ein Jahr.",
});
