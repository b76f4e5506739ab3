"""Pictures from their description: SVG or PNG, in light and dark, kept for the next visitor."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Literal

Theme = Literal["light", "dark"]
Form = Literal["svg", "png"]

KEPT: Final = 64
"""Pictures in memory, those that were wanted last."""
SCALE: Final = 2.0
"""Dots of a PNG for one of the picture."""

FONT: Final = "Segoe UI, Noto Sans, DejaVu Sans, sans-serif"
COLOURS: Final[dict[Theme, dict[str, str]]] = {
    "light": {"ink": "#1d1b19", "dim": "#5c5752", "line": "#ddd6cd", "page": "#ffffff"},
    "dark": {"ink": "#ece7e0", "dim": "#b3aaa0", "line": "#3d3732", "page": "#201d1a"},
}
SCHEME: Final[dict[Theme, list[str]]] = {
    "light": ["#8f1a1a", "#1f6feb", "#1d6b34", "#a35a00", "#6f42c1", "#00788a", "#b0307a", "#555555"],
    "dark": ["#ff9d94", "#7ab4ff", "#8fd6a3", "#ffc67a", "#c9a8ff", "#6fd3e0", "#ff9ad1", "#c9c3bb"],
}
RAMP: Final[dict[Theme, list[str]]] = {"light": ["#fbe3df", "#8f1a1a"], "dark": ["#3c2120", "#ff9d94"]}


def config(theme: Theme) -> dict[str, Any]:
    """How all pictures look."""
    colour = COLOURS[theme]
    text = {"labelColor": colour["ink"], "titleColor": colour["dim"], "labelFont": FONT, "titleFont": FONT}
    axis = {**text, "gridColor": colour["line"], "domainColor": colour["dim"], "tickColor": colour["dim"]}
    return {
        "background": colour["page"],
        "font": FONT,
        "axis": {**axis, "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal", "labelLimit": 260},
        "legend": {**text, "labelFontSize": 13, "titleFontSize": 13, "orient": "top", "titleLimit": 400},
        "view": {"stroke": None},
        "range": {"category": SCHEME[theme], "ramp": RAMP[theme], "ordinal": RAMP[theme]},
        "text": {"color": colour["ink"], "font": FONT, "fontSize": 12},
        "bar": {"color": SCHEME[theme][0]},
        "padding": 12,
    }


VIETNAMESE: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}


@dataclass(frozen=True, slots=True)
class Look:
    """In which form, for which light, in which language."""

    form: Form = "svg"
    theme: Theme = "light"
    language: str = "vi"


class Studio:
    """Draws one picture at a time and keeps the last."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[object, ...], bytes] = OrderedDict()

    def picture(self, key: tuple[object, ...], look: Look, describe: Callable[[], Any]) -> bytes:
        """The picture that `describe` gives as an Altair chart; asked only where it is not kept under the key."""
        whole = (*key, look)
        with self._lock:
            if whole in self._kept:
                self._kept.move_to_end(whole)
                return self._kept[whole]
        chart = describe()
        with self._lock:
            drawn = self._kept[whole] = draw(chart, look)
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return drawn


def draw(chart: Any, look: Look) -> bytes:
    """An Altair chart as a picture."""
    import vl_convert

    spec = {**chart.to_dict(), "config": config(look.theme)}
    locale: Any = None if look.language == "en" else VIETNAMESE
    if look.form == "png":
        return bytes(vl_convert.vegalite_to_png(spec, scale=SCALE, format_locale=locale))
    return str(vl_convert.vegalite_to_svg(spec, format_locale=locale)).encode()


def warm_up() -> None:
    """Loads what draws: the first picture would wait for it."""
    import altair

    draw(altair.Chart(altair.Data(values=[{"a": 1}])).mark_bar().encode(x="a:Q"), Look())
