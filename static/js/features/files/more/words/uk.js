// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("uk", {
  "files.remove": "Прибрати {name}",
  "files.going": "Надсилається: {name}",
  "files.cancel": "Скасувати",
  "files.view": "Відкрити {name}",
  "files.not-loaded": "Не вдалося завантажити. Спробуйте ще раз.",
  "files.download": "Завантажити {name}",
  "files.checking": "Перевіряється…",
  "files.too-many": {
    one: "Щонайбільше {n} файл у повідомленні.",
    few: "Щонайбільше {n} файли в повідомленні.",
    many: "Щонайбільше {n} файлів у повідомленні.",
    other: "Щонайбільше {n} файлу в повідомленні.",
  },
  "files.too-large": "{name}: файл завеликий, щонайбільше {size}.",
  "files.empty": "{name}: файл порожній.",
  "files.refused.infected": "Вилучено: небезпечно",
  "files.refused.unreadable": "Це зображення не читається",
  "files.refused.too_many_pixels": "Це зображення завелике для показу",
  "files.refused.gone": "Більше недоступний",
  "files.failed.too_large": "Файл завеликий.",
  "files.failed.ticket_full": "До цієї розмови більше не можна додати файлів.",
  "files.failed.too_many_files": "Забагато файлів в одному повідомленні.",
  "files.viewer": "Зображення",
  "files.viewer.before": "Попереднє",
  "files.viewer.after": "Наступне",
  "files.viewer.zoom": "Повний розмір",
  "files.viewer.close": "Закрити",
  "files.viewer.download": "Завантажити",
});
