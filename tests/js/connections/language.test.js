// uPlot asks for numbers in the browser's language as it is loaded; some browsers name none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOne } from "../../../static/js/connections/language.js";

for (const language of ["C", "", "c", "en_US.UTF-8", "*", "de-CH", undefined]) {
  test(`there are numbers in ${JSON.stringify(language)}`, () => {
    const navigator = Object.create({
      get language() {
        return language;
      },
    }); // as in a browser
    nameOne(navigator);
    assert.doesNotThrow(() => new Intl.NumberFormat(navigator.language));
    if (language === "de-CH") assert.equal(navigator.language, "de-CH");
  });
}
