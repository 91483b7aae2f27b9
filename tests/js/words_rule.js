// A rule for eslint: the words that people read stand in catalogues, by key. Whatever looks like them
// elsewhere is found: text that is put on the page, a sentence, a word with a capital letter.
const READ = new Set(["textContent", "innerText", "title", "placeholder", "alt", "label", "ariaLabel"]);
const HEARD = new Set(["aria-label", "aria-description", "title", "placeholder", "alt"]);
const WORD = /\p{L}{2,}/u;
const SENTENCE = /\p{L}{2,}[,:;.…]? \p{L}{2,}|^\p{Lu}\p{Ll}+…?$/u;
// Names that browsers and the contract give to things.
const NAMES = new Set(["Enter", "Escape", "Tab", "Home", "End", "Arrow", "Holdfast", "Bearer"]);
// What takes selectors, and what a developer reads.
const TAKES_NO_WORDS =
  /^(querySelector|querySelectorAll|closest|matches|supports|matchMedia|Error|RangeError)$/;
// Values that are lists of names, and why a link was lost, which no page shows.
const NO_WORDS = new Set(["rel", "font", "reason"]);

export const words = {
  meta: { type: "problem", messages: { bare: "Words for people stand in a catalogue: t(key)." }, schema: [] },
  create(context) {
    const told = new Set();
    const report = (node) => {
      if (told.has(node)) return;
      told.add(node);
      context.report({ node, messageId: "bare" });
    };
    const shown = (node) => texts(node).forEach(([text, at]) => WORD.test(text) && report(at));
    const looked = (node, text) => {
      const bare = text.replace(/<[^>]*>/g, "");
      if (SENTENCE.test(bare) && !NAMES.has(bare.trim()) && !isNoWord(node)) report(node);
    };
    return {
      AssignmentExpression: ({ left, right }) => READ.has(nameOf(left)) && shown(right),
      Property: ({ key, value }) => READ.has(key.name) && shown(value),
      NewExpression: ({ callee, arguments: given }) =>
        callee.name === "Option" && given[0] && shown(given[0]),
      CallExpression({ callee, arguments: given }) {
        const at = nameOf(callee) === "setAttribute" ? 0 : 1;
        if (["setAttribute", "mark"].includes(nameOf(callee)) && HEARD.has(given[at]?.value))
          shown(given[at + 1]);
      },
      Literal: (node) => typeof node.value === "string" && looked(node, node.value),
      TemplateElement: (node) => looked(node, node.value.raw),
    };
  },
};

const nameOf = (node) => node.property?.name ?? node.name;

/** The text that a value may come to, as far as it stands here. */
function texts(node) {
  switch (node?.type) {
    case "Literal":
      return typeof node.value === "string" ? [[node.value, node]] : [];
    case "TemplateLiteral":
      return [...node.quasis.map((quasi) => [quasi.value.raw, quasi]), ...node.expressions.flatMap(texts)];
    case "ConditionalExpression":
      return [...texts(node.consequent), ...texts(node.alternate)];
    case "LogicalExpression":
    case "BinaryExpression":
      return [...texts(node.left), ...texts(node.right)];
    default:
      return [];
  }
}

function isNoWord(node) {
  const around = node.type === "TemplateElement" ? node.parent.parent : node.parent;
  if (/^(Import|Export)/.test(around.type)) return true;
  if (["CallExpression", "NewExpression"].includes(around.type))
    return TAKES_NO_WORDS.test(nameOf(around.callee));
  if (around.type === "Property") return around.key === node || NO_WORDS.has(around.key.name);
  if (around.type === "AssignmentExpression") return NO_WORDS.has(nameOf(around.left));
  return around.type === "BinaryExpression" && /^[!=]==$/.test(around.operator);
}
