// Stands inside every page. Says so where it was opened at an address that its desk doesn't answer
// to: the page loads, but whatever it sends is refused.
(() => {
  const notice = /** @type {HTMLElement} */ (document.querySelector(".own-address"));
  const origins = String(notice.dataset.origins).split(" ");
  if (origins.includes(location.origin)) return;
  const there = /** @type {HTMLAnchorElement} */ (notice.querySelector("a"));
  /** @type {HTMLElement} */ (notice.querySelector("strong")).textContent = location.origin;
  there.textContent = origins[0];
  there.href = origins[0] + location.pathname + location.search + location.hash;
  notice.hidden = false;
})();
