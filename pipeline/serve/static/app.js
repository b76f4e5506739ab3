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
  // The rule behind a value, for those too who cannot point at it.
  const why = document.getElementById("why");
  if (why) why.textContent = found.value ? found.value.title : "";
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

// A hand is quicker than the server: what it wants meanwhile waits for the answer, since what it means may be in it.
const waiting = [];
let leaving = false;
const busy = () => leaving || document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling");
const work = () => {
  while (waiting.length && !busy()) waiting.shift()();
};
const later = (deed) => {
  waiting.push(deed);
  work();
};

const WRITING = "input, textarea, select";
const writing = () => document.activeElement.matches(`${WRITING}:not([type=checkbox])`) && document.activeElement;
const changed = (one) => (one.type === "checkbox" ? one.checked !== one.defaultChecked
  : one.matches("select") ? one.value !== ([...one.options].find((option) => option.defaultSelected) || one.options[0]).value
  : one.type !== "hidden" && one.value !== one.defaultValue);
const unsaved = () => all(document, "#editor").some((form) => all(form, WRITING).some(changed));
const shut = () => {
  const empty = document.createElement("div");
  empty.id = "editor";
  document.getElementById("editor").replaceWith(empty);
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inside = event.target instanceof Element && event.target.matches(WRITING);
  if (event.key === "Escape") leaving = false;
  if (event.key === "Escape" && document.querySelector("#desk #editor .cancel")) {
    shut();
    step(0);
  } else if (!inside && KEYS[event.key] && document.querySelector(".reviewing, .queue")) {
    event.preventDefault();
    // A key that is held down says it once, but for the two that move.
    if (!event.repeat || "jk".includes(event.key)) later(KEYS[event.key]);
  }
});

// The same for the mouse: once the answer is there its button is another, or gone. Nothing is sent twice.
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element && event.target.closest(".reviewing button, .reviewing a.button, .editor button");
  if (!button) return;
  const item = button.closest(".item"), own = button.closest("#editor");
  if (busy() || (!own && unsaved())) {
    event.preventDefault();
    event.stopPropagation();
    if (!busy()) document.querySelector("#editor textarea").focus();
    else if (item) later(() => press(items().find((one) => one.dataset.path === item.dataset.path), `.acts .${button.classList[button.classList.length - 1]}`));
  } else if (item) chosen = item.dataset.path;
}, true);

// A form that leaves the page leaves it once.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (leaving) event.preventDefault();
  leaving = true;
});
window.addEventListener("pageshow", () => { leaving = false; });

let wrote = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  // An answer that refuses something is still a page to be shown.
  if ([403, 409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  wrote = writing() ? writing().id : null;
});
document.addEventListener("htmx:afterSettle", (event) => {
  const editor = document.querySelector("#desk #editor textarea"), before = wrote && document.getElementById(wrote);
  if (event.detail.target && event.detail.target.id === "editor" && editor) {
    waiting.length = 0;
    editor.focus();
  } else if (before) before.focus();
  else if (chosen && !editor) choose(items().find((one) => one.dataset.path === chosen) || null);
  // What had the focus is gone with the page before: the keyboard goes on from here and not from the top.
  if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
  work();
});
// An answer that never comes, or is not shown, holds up nothing and is told.
const trouble = (shown) => { document.getElementById("trouble").hidden = !shown; };
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) trouble(false);
  window.setTimeout(work);
});
["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, () => trouble(true)));
document.addEventListener("htmx:responseError", (event) => trouble(event.detail.xhr.status >= 500));

// Words chosen in the text go into the open form.
document.addEventListener("selectionchange", () => {
  const text = document.getElementById("text"), form = document.querySelector("#desk form#editor");
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
