// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../../words/t.js";

learn("ru", {
  "files.remove": "Убрать {name}",
  "files.going": "Отправляется: {name}",
  "files.cancel": "Отмена",
  "files.view": "Открыть {name}",
  "files.not-loaded": "Не удалось загрузить. Попробуйте ещё раз.",
  "files.download": "Скачать {name}",
  "files.checking": "Проверяется…",
  "files.too-many": {
    one: "Не более {n} файла в сообщении.",
    few: "Не более {n} файлов в сообщении.",
    many: "Не более {n} файлов в сообщении.",
    other: "Не более {n} файла в сообщении.",
  },
  "files.too-large": "{name}: слишком большой файл, не более {size}.",
  "files.empty": "{name}: файл пуст.",
  "files.refused.infected": "Удалено: небезопасно",
  "files.refused.unreadable": "Это изображение не читается",
  "files.refused.too_many_pixels": "Это изображение слишком велико для показа",
  "files.refused.gone": "Больше недоступен",
  "files.failed.too_large": "Файл слишком большой.",
  "files.failed.ticket_full": "В этот диалог больше нельзя добавить файлы.",
  "files.failed.too_many_files": "Слишком много файлов в одном сообщении.",
  "files.viewer": "Изображение",
  "files.viewer.before": "Предыдущее",
  "files.viewer.after": "Следующее",
  "files.viewer.zoom": "Полный размер",
  "files.viewer.close": "Закрыть",
  "files.viewer.download": "Скачать",
});
