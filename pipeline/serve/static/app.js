"use strict";
// Everything works without this file: values and words are links to each other. It adds looking at both at once.
const all = (where, selector) => [...where.querySelectorAll(selector)];

const shine = (numbers, from) => {
  const wanted = new Set(numbers ? numbers.split(" ") : []);
  const found = { mark: null, value: null };
  for (const one of all(document, ".mark, .value")) {
    const on = one.dataset.n.split(" ").some((n) => wanted.has(n));
    one.classList.toggle("on", on);
    const kind = one.classList.contains("mark") ? "mark" : "value";
    if (on && !found[kind]) found[kind] = one;
  }
  const other = from && (from.classList.contains("mark") ? found.value : found.mark);
  if (other) other.scrollIntoView({ block: "nearest" });
};

const target = (event) => (event.target instanceof Element ? event.target.closest(".mark, .value") : null);

document.addEventListener("pointerover", (event) => {
  const one = target(event);
  if (one && !one.classList.contains("on")) shine(one.dataset.n, null);
});
document.addEventListener("focusin", (event) => {
  const one = target(event);
  if (one) shine(one.dataset.n, one);
});
document.addEventListener("click", (event) => {
  const one = target(event);
  if (!one || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  shine(one.dataset.n, one);
});

// A narrow window starts with the filters closed.
const fold = () => {
  if (window.matchMedia("(max-width: 60rem)").matches) all(document, "details.facets").forEach((one) => { one.open = false; });
};
document.addEventListener("htmx:afterSettle", fold);
fold();

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  document.getElementById("find").focus();
});
