// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "notifications.push.ask":
    "Czy ta przeglądarka ma powiadamiać o odpowiedzi, także po zamknięciu tej strony?",
  "notifications.push.yes": "Tak, proszę powiadamiać",
  "notifications.push.no": "Nie, dziękuję",
  "notifications.push.on": "Można zamknąć tę stronę: ta przeglądarka powiadomi, gdy będzie odpowiedź.",
  "notifications.push.off": "Wyłącz",
  "notifications.push.denied":
    "Ta przeglądarka na to nie pozwala. Można to zmienić w jej ustawieniach dla tej strony.",
  "notifications.push.failed": "W tej przeglądarce to się nie udało.",
  "notifications.push.home":
    "Ta przeglądarka może powiadamiać o odpowiedziach, gdy ta strona jest na ekranie początkowym.",
  "notifications.push.how": "Jak to zrobić",
  "notifications.push.home.how":
    "Stuknij Udostępnij, a potem „Do ekranu początkowego”. Po otwarciu tej rozmowy stamtąd pytanie pojawi się ponownie.",
});
