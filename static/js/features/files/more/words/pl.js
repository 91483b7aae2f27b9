// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("pl", {
  "files.remove": "Usuń {name}",
  "files.going": "Wysyłanie: {name}",
  "files.cancel": "Anuluj",
  "files.view": "Pokaż {name}",
  "files.not-loaded": "Nie udało się wczytać. Spróbuj ponownie.",
  "files.download": "Pobierz {name}",
  "files.checking": "Trwa sprawdzanie…",
  "files.too-many": {
    one: "Najwyżej {n} plik w wiadomości.",
    few: "Najwyżej {n} pliki w wiadomości.",
    many: "Najwyżej {n} plików w wiadomości.",
    other: "Najwyżej {n} pliku w wiadomości.",
  },
  "files.too-large": "{name}: plik jest za duży, najwyżej {size}.",
  "files.empty": "{name}: plik jest pusty.",
  "files.refused.infected": "Usunięto: plik niebezpieczny",
  "files.refused.unreadable": "Nie można odczytać tego obrazu",
  "files.refused.too_many_pixels": "Ten obraz jest za duży, aby go pokazać",
  "files.refused.gone": "Już niedostępny",
  "files.failed.too_large": "Plik jest za duży.",
  "files.failed.ticket_full": "Do tej rozmowy nie można dodać więcej plików.",
  "files.failed.too_many_files": "Za dużo plików w jednej wiadomości.",
  "files.viewer": "Obraz",
  "files.viewer.before": "Poprzedni",
  "files.viewer.after": "Następny",
  "files.viewer.zoom": "Pełny rozmiar",
  "files.viewer.close": "Zamknij",
  "files.viewer.download": "Pobierz",
});
