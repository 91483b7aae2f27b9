// What a linter can know of our scripts: names that nobody defines or uses, comparisons that guess.
import js from "@eslint/js";
import globals from "globals";
import { words } from "./words_rule.js";

// What a browser has on `window` and one easily means as a name of one's own.
const EASILY_MEANT = [
  "name",
  "event",
  "status",
  "length",
  "origin",
  "parent",
  "top",
  "self",
  "close",
  "open",
  "find",
  "stop",
  "print",
];

const rules = {
  "no-unused-vars": [
    "error",
    { varsIgnorePattern: "^_$", argsIgnorePattern: "^_+$", ignoreRestSiblings: true },
  ],
  // prettier breaks lines, but neither comments nor words.
  "max-len": [
    "error",
    { code: 110, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
  ],
  eqeqeq: ["error", "always", { null: "ignore" }],
  "prefer-const": "error",
  "no-var": "error",
  "no-implicit-globals": ["error", { lexicalBindings: true }],
  "no-restricted-globals": ["error", ...EASILY_MEANT],
  "no-self-compare": "error",
  "no-template-curly-in-string": "error",
  "no-unreachable-loop": "error",
  "array-callback-return": "error",
  "no-throw-literal": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
};

export default [
  { ignores: ["static/vendor/**", "**/node_modules/**"] },
  js.configs.recommended,
  { rules, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["static/js/**"], languageOptions: { globals: globals.browser } },
  {
    files: ["static/js/**"],
    ignores: ["static/js/**/words/**/{??,??-*}.js"],
    plugins: { house: { rules: { words } } },
    rules: { "house/words": "error" },
  },
  // These stand inside a page, and are no modules.
  { files: ["static/js/pages/{boot,own_address}.js"], languageOptions: { sourceType: "script" } },
  { files: ["tests/**", "bench/**"], languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  // Its functions are called from behind it, by page.py.
  {
    files: ["tests/browser/webkit/find.js"],
    languageOptions: { sourceType: "script" },
    rules: {
      "no-implicit-globals": "off",
      "no-redeclare": "off",
      "no-unused-vars": ["error", { vars: "local" }],
    },
  },
];
