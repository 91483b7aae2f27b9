// Made by a machine, and read by nobody yet: docs/languages.md
import { learn } from "../../../words/t.js";

learn("he", {
  "prechat.needed-field": "נא לציין זאת.",
  "prechat.needed-box": "נא לאשר זאת.",
  "prechat.no-email": "זו אינה נראית כתובת דוא״ל.",
  "prechat.refused": "לא ניתן לקבל את זה כפי שהוא.",
  "prechat.reload": "יש משהו חדש לאשר. נא לטעון מחדש את הדף: מה שכתבתם יישמר.",
});
