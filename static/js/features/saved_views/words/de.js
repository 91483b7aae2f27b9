import { learn } from "../../../words/t.js";

learn("de", {
  "saved_views.none": "Nichts in dieser Ansicht",
  "saved_views.none.why": "Was zu ihr passt, erscheint hier von selbst.",
  "saved_views.act.save": "Die Suche als Ansicht speichern",
  "saved_views.act.delete": "Diese Ansicht löschen",
  "saved_views.for-me": "„{name}“, für mich",
  "saved_views.for-team": "„{name}“, für {team}",
  "saved_views.order": "In welcher Reihenfolge?",
  "saved_views.order.priority": "Nach Vorrang, dann wer am längsten wartet",
  "saved_views.order.waiting": "Wer am längsten wartet",
  "saved_views.order.newest": "Das Neueste zuerst",
  "saved_views.no-filter":
    "Das wurde nicht gespeichert: {filter}: ist kein Filter für Listen oder nimmt diesen Wert nicht.",
  "saved_views.not-saved": "Das ist nicht geschehen. Versuchen Sie es gleich noch einmal.",
  "saved_views.well": "Gut",
});
