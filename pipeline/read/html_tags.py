"""The elements of HTML by what they are to a report."""

from __future__ import annotations

DROPPED = frozenset(
    {"script", "style", "noscript", "nav", "template", "iframe", "svg", "canvas", "object", "select", "button"}
    | {"textarea", "head", "footer", "aside", "audio", "video", "map", "math", "input", "amp-sidebar", "dialog"}
)  # fmt: skip
"""Elements that hold nothing of a report."""

BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "br", "caption", "center", "dd", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li"}
    | {"main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "td", "th"}
)  # fmt: skip
"""Elements whose text stands on lines of its own."""

PICTURES = frozenset({"img", "amp-img", "picture"})
BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
ITALIC = frozenset({"i", "em"})
