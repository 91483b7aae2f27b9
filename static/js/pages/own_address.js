// Stands inside every page. Says so where it was opened at an address that its desk doesn't answer
// to: the page loads, but whatever it sends is refused.
(() => {
  const notice = document.querySelector(".own-address");
  const origins = notice.dataset.origins.split(" ");
  if (origins.includes(location.origin)) return;
  const there = notice.querySelector("a");
  notice.querySelector("strong").textContent = location.origin;
  there.textContent = origins[0];
  there.href = origins[0] + location.pathname + location.search + location.hash;
  notice.hidden = false;
})();
