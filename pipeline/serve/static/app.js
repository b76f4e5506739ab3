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

// The review: j and k go from value to value, the rest is done to the one that is chosen.
const items = () => all(document, ".reviewing .item, .queue .item");
let chosen = null;

const choose = (item) => {
  items().forEach((one) => one.classList.toggle("chosen-item", one === item));
  chosen = item ? item.dataset.path || null : null;
  if (!item) return;
  (item.querySelector("h2 a") || item).focus();
  const value = item.querySelector(".value");
  if (value) shine(value.dataset.n, value);
};

const current = () => document.querySelector(".chosen-item");
const press = (where, selector) => {
  const found = where && where.querySelector(selector);
  if (found) found.click();
  return Boolean(found);
};

const step = (by) => {
  const listed = items();
  const place = listed.indexOf(current());
  if (listed.length) choose(listed[Math.min(Math.max(place + by, 0), listed.length - 1)]);
};

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => { const item = current(); const next = items()[items().indexOf(item) + 1]; if (press(item, ".yes") && next) chosen = next.dataset.path; },
  e: () => press(current(), ".edit"),
  x: () => press(current(), ".no"),
  u: () => press(document, ".undo"),
  d: () => press(document, ".whole [value=done]"),
};

// A hand is quicker than the server: keys wait for the answer of the one before, since what they mean may be in it.
const waiting = [];
const busy = () => document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling");
const work = () => {
  while (waiting.length && !busy()) KEYS[waiting.shift()]();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inside = event.target instanceof Element && event.target.matches("input, textarea, select");
  if (event.key === "Escape" && document.querySelector("#editor .cancel")) {
    document.getElementById("editor").replaceChildren();
    step(0);
  } else if (!inside && KEYS[event.key] && document.querySelector(".reviewing, .queue")) {
    event.preventDefault();
    waiting.push(event.key);
    work();
  }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const editor = document.querySelector("#editor textarea");
  if (event.detail.target && event.detail.target.id === "editor" && editor) {
    waiting.length = 0;
    editor.focus();
  } else if (chosen && !editor) choose(items().find((one) => one.dataset.path === chosen) || null);
  work();
});
// An answer that never comes, or is not shown, holds up no key.
document.addEventListener("htmx:afterRequest", () => window.setTimeout(work));
// An answer that refuses something is still a page to be shown.
document.addEventListener("htmx:beforeSwap", (event) => {
  if ([403, 409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
});

// Words chosen in the text go into the open form.
document.addEventListener("selectionchange", () => {
  const text = document.getElementById("text"), form = document.querySelector("form#editor");
  const selection = document.getSelection();
  if (!text || !form || !selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.commonAncestorContainer)) return;
  const before = document.createRange();
  before.selectNodeContents(text);
  before.setEnd(range.startContainer, range.startOffset);
  form.elements.quote.value = range.toString();
  // The archive counts characters, a browser halves of some.
  form.elements.near.value = [...before.toString()].length;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof Element && event.target.matches("input, textarea, select")) return;
  event.preventDefault();
  document.getElementById("find").focus();
});
