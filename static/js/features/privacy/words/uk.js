// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("uk", {
  "privacy.erased": "Усе написане до цього видалено.",
  "privacy.erased_part": "Частину написаного раніше видалено.",
  "privacy.asked.export": "Запитано копію персональних даних.",
  "privacy.asked.erase": "Запитано видалення персональних даних.",
  "privacy.ready": "Копія персональних даних готова: її можна завантажити тут протягом семи днів.",
  "privacy.granted": "Запит прийнято: усе написане тут видаляється.",
  "privacy.refused": "Запит щодо персональних даних відхилено: {reason}",
});
