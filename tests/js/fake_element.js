// As much of an element as a page's script asks of one that it finds.

/** @param {Record<string, any>} [more] */
export const element = (more) => ({
  dataset: {},
  addEventListener() {},
  getAttribute: () => null,
  setAttribute() {},
  removeAttribute() {},
  querySelector: () => ({}),
  querySelectorAll: () => [],
  ...more,
});
