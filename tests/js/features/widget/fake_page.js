// As much of a website's page as a launcher needs: elements, a window that hears messages, time that passes.
import { Clock } from "../../cast.js";

class Element {
  constructor(tag, page) {
    Object.assign(this, { tag, page, children: [], attributes: {}, dataset: {}, textContent: "" });
    this.style = { setProperty() {} };
    this.parent = null;
    if (tag === "iframe") this.contentWindow = { postMessage: (...said) => page.sent.push(said) };
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  toggleAttribute(name, is) {
    if (is) this.attributes[name] = "";
    else delete this.attributes[name];
  }
  append(...elements) {
    for (const element of elements) {
      element.parent = this;
      this.children.push(element);
    }
  }
  remove() {
    const beside = this.parent?.children ?? [];
    if (beside.includes(this)) beside.splice(beside.indexOf(this), 1);
    this.parent = null;
  }
  attachShadow({ mode }) {
    this.page.modes.push(mode);
    this.shadow = new Element("#shadow", this.page);
    return this.shadow;
  }
  get isConnected() {
    return this.page.all(this.tag).includes(this);
  }
  addEventListener() {}
  focus() {}
}

/** A browser's: what is kept are its own properties. */
function storageOf() {
  const storage = {};
  const methods = {
    getItem: (name) => storage[name] ?? null,
    setItem: (name, value) => void (storage[name] = value),
    removeItem: (name) => void delete storage[name],
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(storage, name, { value });
  return storage;
}

export function documentOf() {
  const clock = new Clock();
  const page = { sent: [], warned: [], modes: [], acts: {} };
  const root = new Element("html", page);
  const body = new Element("body", page);
  root.append(body);
  root.lang = "";
  const below = (element) =>
    [element.shadow, ...element.children].filter(Boolean).flatMap((one) => [one, ...below(one)]);
  const watching = [];
  globalThis.CSSStyleSheet ??= class {
    replaceSync() {}
  };
  Object.assign(page, {
    doc: {
      title: "Shop",
      documentElement: root,
      createElement: (tag) => new Element(tag, page),
      createElementNS: (_, tag) => new Element(tag, page),
      addEventListener: (type, act) => (page.acts[type] = act),
    },
    win: {
      addEventListener: (_, listen) => (page.hear = listen),
      removeEventListener() {},
      setTimeout: (act, ms) => clock.setTimeout(act, ms),
      clearTimeout: (timer) => clock.clearTimeout(timer),
      console: { warn: (words) => page.warned.push(words) },
      localStorage: storageOf(),
      MutationObserver: class {
        constructor(act) {
          watching.push(act);
        }
        observe() {}
        disconnect() {}
      },
    },
    all: (tag) => below(root).filter((one) => one.tag === tag),
    one: (name) => below(root).find(({ attributes }) => attributes.class === name),
    mutate: () => watching.forEach((act) => act()),
    navigate() {
      root.children.find(({ tag }) => tag === "body").remove();
      root.append(new Element("body", page));
      page.mutate();
    },
    pass: (ms) => clock.pass(ms),
    happens: (type) => page.acts[type](),
  });
  return page;
}
