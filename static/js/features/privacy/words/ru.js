// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("ru", {
  "privacy.erased": "Всё написанное до этого удалено.",
  "privacy.erased_part": "Часть написанного ранее удалена.",
  "privacy.asked.export": "Запрошена копия персональных данных.",
  "privacy.asked.erase": "Запрошено удаление персональных данных.",
  "privacy.ready": "Копия персональных данных готова: её можно скачать здесь в течение семи дней.",
  "privacy.granted": "Запрос принят: всё написанное здесь удаляется.",
  "privacy.refused": "Запрос о персональных данных отклонён: {reason}",
});
