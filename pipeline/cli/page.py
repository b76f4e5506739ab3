"""The page of `kyyeu explain --html`: one file, no addresses, every character of the article escaped."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape
from string import Template
from typing import Final

from pipeline.emit.values import LABELS, Value, pieces, values
from pipeline.model.record import Record

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --dim: #5d6166; --mix: #fff8; }
@media (prefers-color-scheme: dark) { :root { --mix: #000a; --dim: #a6abb1; } }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.6 system-ui, "DejaVu Sans", sans-serif; }
header { padding: .6rem 1rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; margin: 0; } h2 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
main { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
#text, #record { padding: 1rem; }
@media (min-width: 60rem) {
  body { display: flex; flex-direction: column; height: 100vh; } main { flex: 1; min-height: 0; }
  #text, #record { overflow-y: auto; }
}
#text { white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.7; } #record > p { margin: 0; }
h1, #text, td { unicode-bidi: isolate; }
mark { color: inherit; border-radius: .2em; padding: .05em 0; cursor: pointer;
  background: linear-gradient(var(--mix), var(--mix)), var(--c); }
mark.on { position: relative; box-shadow: 0 -2px 0 currentColor, 0 2px 0 currentColor; }
.legend { display: flex; flex-wrap: wrap; gap: .3rem .4rem; margin-top: .3rem; }
.legend span { padding: 0 .5em; border-radius: .2em;
  background: linear-gradient(var(--mix), var(--mix)), var(--c); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .15rem .5rem .15rem 0; overflow-wrap: anywhere; }
th { font-weight: 400; color: var(--dim); width: 22%; } td:last-child { color: var(--dim); width: 32%; }
tr.first > * { border-top: 1px solid var(--line); }
tr[data-n] { cursor: pointer; } tr.on { background: #8883; }
tr:focus-visible, section:focus-visible { outline: 2px solid; outline-offset: -2px; }
.article { --c: #9aa0a6; } .cluster { --c: #f2c200; } .meeting { --c: #34c759; } .officials { --c: #32ade6; }
.leadership { --c: #ff9500; } .awards { --c: #d678d6; } .indicators { --c: #5e8bff; }
.warnings { --c: #ff5a50; }
"""

_SCRIPT: Final = """
const all = (name) => [...document.querySelectorAll(name)];
const show = (numbers, from) => {
  const wanted = new Set(numbers.split(" "));
  all("mark, tr[data-n]").forEach((e) => {
    e.classList.toggle("on", e.dataset.n.split(" ").some((n) => wanted.has(n)));
  });
  const other = document.querySelector(from === "MARK" ? "tr.on" : "mark.on");
  if (other) other.scrollIntoView({ block: "nearest" });
};
all("mark, tr[data-n]").forEach((e) => {
  e.addEventListener("click", () => show(e.dataset.n, e.tagName));
  e.addEventListener("keydown", (key) => {
    if (key.key !== "Enter" && key.key !== " ") return;
    key.preventDefault();
    show(e.dataset.n, e.tagName);
  });
});
"""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

_PAGE = Template("""<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-$hash'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style>$style</style>
</head>
<body>
<header><h1>$title</h1><div class="legend">$legend</div></header>
<main>
<section id="text" tabindex="0" aria-label="Toàn văn">$text</section>
<section id="record" aria-label="Hồ sơ"><p>$kind · <code>$id</code></p>$record</section>
</main>
<script>$script</script>
</body>
</html>
""")


def page(record: Record) -> str:
    """The report and its record as HTML."""
    found = values(record)
    used = {value.part for value in found if value.evidence}
    legend = (f'<span class="{part}">{label}</span>' for part, label in LABELS.items() if part in used)
    return _PAGE.substitute(
        hash=base64.b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode(),
        title=_safe(record.article.title or record.article.uri or record.id),
        style=_STYLE,
        legend="".join(legend),
        text=_text(record, found),
        kind="Hội nghị cụm, khối thi đua" if record.report == "meeting" else "Tin khác",
        id=_safe(record.id),
        record="".join(_part(part, found) for part in LABELS),
        script=_SCRIPT,
    )


def _safe(text: str) -> str:
    """Escaped for text and for quoted attributes; control characters, which HTML forbids, become U+FFFD."""
    return escape(_CONTROLS.sub("\ufffd", text), quote=True)


def _text(record: Record, found: list[Value]) -> str:
    parts = []
    for piece in pieces(len(record.article.text), found):
        inner = _safe(record.article.text[piece.start : piece.end])
        if not piece.values:
            parts.append(inner)
            continue
        under = [found[index] for index in piece.values]
        names = "; ".join(f"{value.field}: {', '.join(value.reasons)}" for value in under)
        numbers = " ".join(map(str, piece.values))
        parts.append(f'<mark class="{under[0].part}" data-n="{numbers}" title="{_safe(names)}">{inner}</mark>')
    return "".join(parts)


def _part(part: str, found: list[Value]) -> str:
    rows = [(number, value) for number, value in enumerate(found) if value.part == part]
    if not rows:
        return ""
    entry, body = rows[0][1].entry, []
    for number, value in rows:
        first = ' class="first"' if value.entry != entry else ""
        entry = value.entry
        reasons = "<br>".join(_safe(reason) for reason in value.reasons) or "—"
        body.append(
            f'<tr data-n="{number}" tabindex="0"{first}><th scope="row">{_safe(value.field)}</th>'
            f"<td>{_safe(value.value)}</td><td>{reasons}</td></tr>"
        )
    return f"<h2>{LABELS[part]}</h2><table>{''.join(body)}</table>"
