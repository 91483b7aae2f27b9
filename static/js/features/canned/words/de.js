import { learn } from "../../../words/t.js";

learn("de", {
  "canned.reading": "Ihre Antworten werden gelesen…",
  "canned.found": { one: "{n} Antwort", other: "{n} Antworten" },
  "canned.none": "So eine Antwort gibt es noch nicht",
  "canned.trouble": "Ihre Antworten lassen sich gerade nicht lesen.",
  "canned.trouble.old": "Ob es neuere gibt, lässt sich gerade nicht feststellen.",
  "canned.new": "Neue Antwort",
  "canned.keep-draft": "Geschriebenes als Antwort sichern",
  "canned.all": "Fertige Antworten",
  "canned.edit": "Antwort ändern",
  "canned.saved": "„{title}“ ist gesichert.",
  "canned.removed": "„{title}“ ist gelöscht.",
  "canned.left": "Noch nicht gesendet: „{name}“ ist noch auszufüllen.",
  "canned.scope.own": "Nur ich",
  "canned.scope.team": "Team",
  "canned.scope.all": "Alle",
  "canned.wrong.title": "Bitte geben Sie einen sichtbaren Titel mit höchstens 100 Zeichen an.",
  "canned.wrong.shortcut": "Ein Kürzel ist ein Wort aus Buchstaben, Ziffern, - und _.",
  "canned.wrong.taken": "Dieses Kürzel hat schon eine andere Antwort.",
  "canned.wrong.text": "Bitte schreiben Sie einen Text mit höchstens 8.000 Zeichen.",
  "canned.wrong.twice": "Diese Sprache gibt es schon.",
  "canned.wrong.variable": "Eine Variable „{name}“ gibt es nicht.",
  "canned.wrong.gone": "Das wurde nicht ausgeführt: Die Antwort können Sie nicht ändern.",
  "canned.wrong.lost":
    "Das wurde nicht ausgeführt: Der Helpdesk ist nicht erreichbar. Bitte versuchen Sie es noch einmal.",
});
