
"use strict";
const $ = (id) => document.getElementById(id);
const articles = [...document.querySelectorAll("details.article")].map((box) => ({
  box,
  shown: box.querySelector(".shown"),
  errors: [...box.querySelectorAll(".error")],
  marks: [...box.querySelectorAll("mark")].map((mark) => ({ mark, spans: mark.dataset.s.split(" ").map((s) => s.split(":")) })),
}));
const causes = new Map(articles.flatMap((a) => a.errors.map((e) => [e.dataset.n, e.dataset.cause])));
const chosen = (id) => ($(id) ? $(id).value : "");
let current = null;

// A span counts where the filters let its field, its error and its side through.
const passes = ([side, field, error], f) =>
  (side === "g" ? f.gold : f.found) &&
  (!f.field || f.field === field) &&
  (!f.cause || causes.get(error) === f.cause) &&
  (!f.wrong || error !== "");

const paint = (article, f) => {
  for (const { mark, spans } of article.marks) {
    const seen = spans.filter((span) => passes(span, f));
    mark.classList.toggle("g", seen.some(([side]) => side === "g"));
    mark.classList.toggle("f", seen.some(([side]) => side === "f"));
    mark.classList.toggle("wrong", seen.some(([, , error]) => error !== ""));
    mark.classList.toggle("on", current !== null && spans.some(([, , error]) => error === current.dataset.n));
  }
};

const filters = () => ({
  field: chosen("field"), cause: chosen("cause"), doc: chosen("doc"), split: chosen("split"),
  gold: $("gold").checked, found: $("found").checked, wrong: $("wrong").checked,
});

const apply = () => {
  const f = filters();
  let errors = 0, boxes = 0;
  for (const article of articles) {
    const { box } = article;
    let here = 0;
    for (const error of article.errors) {
      const seen = (!f.field || error.dataset.field === f.field) && (!f.cause || error.dataset.cause === f.cause);
      error.parentElement.hidden = !seen;
      here += seen;
    }
    const wanted = (!f.doc || box.dataset.doc === f.doc) && (!f.split || box.dataset.split === f.split);
    box.hidden = !wanted || (here === 0 && Boolean(f.field || f.cause));
    if (box.hidden) continue;
    if (f.doc) box.open = true;
    article.shown.textContent = here;
    errors += here;
    boxes += 1;
    if (box.open) paint(article, f);
  }
  if (current && (current.parentElement.hidden || current.closest("details").hidden)) choose(null);
  $("none").hidden = boxes > 0;
  $("count").textContent = `${errors} lỗi · errors, ${boxes} bài · documents`;
};

const choose = (error) => {
  const before = current;
  current = error;
  for (const one of [before, error]) {
    if (!one) continue;
    one.classList.toggle("on", one === current);
    const article = articles.find(({ box }) => box.contains(one));
    if (one === current) article.box.open = true;
    paint(article, filters());
  }
};

const go = (error) => {
  choose(error);
  const mark = error.closest("details").querySelector("mark.on");
  if (mark) mark.scrollIntoView({ block: "nearest" });
  error.focus();
};

const step = (by) => {
  const seen = articles.filter(({ box }) => !box.hidden).flatMap((a) => a.errors.filter((e) => !e.parentElement.hidden));
  if (!seen.length) return;
  const place = seen.indexOf(current);
  go(seen[place < 0 ? (by > 0 ? 0 : seen.length - 1) : (place + by + seen.length) % seen.length]);
};

for (const article of articles) {
  article.box.addEventListener("toggle", () => { if (article.box.open) paint(article, filters()); });
  for (const error of article.errors) {
    error.addEventListener("click", () => {
      choose(error);
      const mark = article.box.querySelector("mark.on");
      if (mark) mark.scrollIntoView({ block: "center" });
    });
  }
}
$("filters").addEventListener("input", apply);
$("filters").addEventListener("submit", (event) => event.preventDefault());
$("next").addEventListener("click", () => step(1));
$("previous").addEventListener("click", () => step(-1));
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("select, input")) return;
  if (event.key === "j") step(1);
  if (event.key === "k") step(-1);
});
apply();
