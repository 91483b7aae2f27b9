// Finds elements by steps, each from what the one before found, as Playwright's locators do.
const CONTROLS = "input, textarea, select";
const ROLES = {
  button: "button, [role=button], input[type=submit]",
  dialog: "dialog[open], [role=dialog]",
  link: "a[href], [role=link]",
  radio: "input[type=radio], [role=radio]",
  textbox: "textarea, input:not([type]), input[type=text], input[type=email], input[type=search]",
};

const words = (text) => (text ?? "").replace(/\s+/g, " ").trim();
const textOf = (element) => words(element.matches?.("script, style") ? "" : element.textContent);
const labelsOf = (element) => [...(element.labels ?? [])].map(textOf).join(" ");
const nameOf = (element) => words(element.getAttribute("aria-label")) || labelsOf(element) || textOf(element);
const visible = (element) => {
  const { width, height } = element.getBoundingClientRect();
  return element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
};

function says(text, { words: wanted, exact }) {
  return exact ? text === words(wanted) : text.toLowerCase().includes(words(wanted).toLowerCase());
}

// Where one is in the other, both say it: the smallest is meant.
const smallest = (elements) =>
  elements.filter((one) => !elements.some((other) => other !== one && one.contains(other)));

const BY = {
  css: (root, { selector }) =>
    [...root.querySelectorAll(selector.replaceAll(":visible", ""))].filter(
      (one) => !selector.includes(":visible") || visible(one),
    ),
  label: (root, step) =>
    [...root.querySelectorAll(`${CONTROLS}, :is(a, button)[aria-label]`)].filter((one) =>
      says(words(one.getAttribute("aria-label")) || labelsOf(one), step),
    ),
  role: (root, step) =>
    [...root.querySelectorAll(ROLES[step.role])].filter((one) => visible(one) && says(nameOf(one), step)),
  text: (root, step) =>
    smallest([...root.querySelectorAll("body *")].filter((one) => says(textOf(one), step))),
};

const ONLY = {
  words: (found, step) => found.filter((one) => says(textOf(one), step)),
  has: (found, { steps }) => found.filter((one) => find(steps, one).length > 0),
  nth: (found, { index }) => found.slice(index, index === -1 ? undefined : index + 1),
};

function find(steps, root = document) {
  let found = [root];
  for (const step of steps) {
    if (ONLY[step.by]) found = ONLY[step.by](found, step);
    else found = [...new Set(found.flatMap((one) => BY[step.by](one, step)))];
  }
  return found;
}

// A page that nobody sees is looked at all the same, as Playwright's are.
function lookAt() {
  if (document.hasFocus()) return;
  document.hasFocus = () => true;
  dispatchEvent(new Event("focus"));
}

function state(element) {
  if (!element) return null;
  const { top, left, bottom, right, width, height } = element.getBoundingClientRect();
  const inside = (low, high, length) => Math.max(0, Math.min(high, length) - Math.max(low, 0));
  const shown = inside(left, right, innerWidth) * inside(top, bottom, innerHeight);
  return {
    visible: visible(element),
    enabled: !element.matches(":disabled"),
    editable: !element.readOnly && !element.matches(":disabled"),
    focused: element === document.activeElement,
    checked: Boolean(element.checked),
    text: words(element.innerText ?? element.textContent),
    content: words(element.textContent),
    value: element.value ?? null,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    inViewport: width * height ? shown / (width * height) : 0,
  };
}

function fill(element, value) {
  element.focus();
  element.select();
  document.execCommand(value ? "insertText" : "delete", false, value);
}

function choose(input, files) {
  const chosen = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    chosen.items.add(new File([bytes], name, { type }));
  }
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
