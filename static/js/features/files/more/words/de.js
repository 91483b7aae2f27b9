import { learn } from "../../../../words/t.js";

learn("de", {
  "files.remove": "{name} entfernen",
  "files.going": "{name} wird gesendet",
  "files.cancel": "Abbrechen",
  "files.view": "{name} ansehen",
  "files.download": "{name} herunterladen",
  "files.checking": "Wird geprüft …",
  "files.too-many": {
    one: "Höchstens {n} Datei in einer Nachricht.",
    other: "Höchstens {n} Dateien in einer Nachricht.",
  },
  "files.too-large": "{name} ist zu groß: höchstens {size}.",
  "files.empty": "{name} ist leer.",
  "files.refused.infected": "Entfernt: nicht sicher",
  "files.refused.unreadable": "Dieses Bild ist nicht lesbar",
  "files.refused.too_many_pixels": "Dieses Bild ist zu groß, um gezeigt zu werden",
  "files.refused.gone": "Nicht mehr vorhanden",
  "files.failed.too_large": "Eine Datei ist zu groß.",
  "files.failed.ticket_full": "Diese Unterhaltung nimmt keine Dateien mehr auf.",
  "files.failed.too_many_files": "Zu viele Dateien in einer Nachricht.",
  "files.viewer": "Bild",
  "files.viewer.before": "Das vorige",
  "files.viewer.after": "Das nächste",
  "files.viewer.zoom": "Volle Größe",
  "files.viewer.close": "Schließen",
  "files.viewer.download": "Herunterladen",
});
