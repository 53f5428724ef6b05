"""Rewrites the form fields of a PDF by WeasyPrint so that viewers show them and other programs can read them.

WeasyPrint 70 makes the widgets, their tags and their tooltips. This changes, with its own library of PDF objects:

- Names: a dot separates a field from its parent (ISO 32000-1, 12.7.3.2), so ``plan.when`` becomes a field ``when``
  below ``plan``.
- Choices: WeasyPrint lists each choice of a group as a field of its own with the value 0, 1 or 2. Here the group is
  the field, and a choice has the value from the HTML.
- Boxes: they get an appearance for "off", and a tick that stays inside the box.
- Typed text: it gets Helvetica, because the page's font is a subset with the letters of the page only.
"""

from typing import Any

import pydyf

MULTILINE, RADIO = 1 << 12, 1 << 15
# Readers may type any letter. Every viewer has Helvetica and substitutes what it lacks; our embedded subset of 184
# letters would leave gaps in words. An empty field draws nothing with it.
FONT = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
# Size 0 lets the viewer choose: text that is too long for its box gets smaller instead of being cut off on paper.
APPEARANCE = "/Helv 0 Tf 0.07 g"
_TICK = "0.07 G 1.1 w 1 J 1 j {:.2f} {:.2f} m {:.2f} {:.2f} l {:.2f} {:.2f} l S"
_PATH = (0.24, 0.50, 0.43, 0.28, 0.78, 0.76)
_ROUND = 0.5523  # distance of the control points at which four Bézier curves make a circle


def finish(document: Any, pdf: Any) -> None:
    """Rewrite every field; a ``finisher`` for WeasyPrint.

    Args:
        document: The layout, which knows the HTML element of each widget.
        pdf: The PDF with all its objects; it is changed.
    """
    form = Form(pdf)
    for page in document.pages:
        for box in page._page_box.descendants():
            if getattr(box, "widget_annotation", None):
                form.add(box.element, box.widget_annotation)
    if form.top:
        font = pydyf.Dictionary(FONT)
        pdf.add_object(font)
        resources = pydyf.Dictionary({"Font": pydyf.Dictionary({"Helv": font.reference})})
        pdf.catalog["AcroForm"] = pydyf.Dictionary({"Fields": pydyf.Array(form.top), "DR": resources, "DA": pydyf.String(APPEARANCE)})


class Form:
    """The tree of fields of one PDF."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.top: list[bytes] = []
        self._nodes: dict[str, Any] = {}
        self._drawn: dict[tuple[str, float, float], bytes] = {}

    def add(self, element: Any, widget: Any) -> None:
        """Add a widget to the tree, at the place that its name gives, with the appearance of its kind."""
        name, kind = element.get("name"), element.get("type") or element.tag
        for key in ("Parent", "T", "V", "DA", "MK", "Border"):
            widget.pop(key, None)
        if kind == "radio":
            group = self._nodes.get(name)
            if group is None:
                group = self._new({"FT": "/Btn", "Ff": RADIO, "V": "/Off", "TU": pydyf.String(element.get("data-group"))})
                self._place(name, group)
            widget.pop("FT", None)
            widget["Parent"] = group.reference
            group.setdefault("Kids", pydyf.Array()).append(widget.reference)
            self._set_appearance(widget, element.get("value"), "dot")
            return
        self._place(name, widget)
        if kind == "checkbox":
            widget["V"] = "/Off"
            self._set_appearance(widget, "on", "tick")
        else:
            widget.update({"Ff": MULTILINE, "V": pydyf.String(""), "DA": pydyf.String(APPEARANCE)})

    def _new(self, values: dict[str, Any]) -> Any:
        field = pydyf.Dictionary(values)
        self.pdf.add_object(field)
        return field

    def _place(self, name: str, field: Any) -> None:
        """Add a field below the parents in its name, and create those that are missing."""
        if name in self._nodes:
            raise ValueError(f"two fields are called {name}")
        self._nodes[name] = field
        above, _, last = name.rpartition(".")
        field["T"] = pydyf.String(last)
        if not above:
            self.top.append(field.reference)
            return
        if above not in self._nodes:
            self._place(above, self._new({"Kids": pydyf.Array()}))
        parent = self._nodes[above]
        if "FT" in parent:
            raise ValueError(f"{name} would be a field below a field that holds a value")
        field["Parent"] = parent.reference
        parent["Kids"].append(field.reference)

    def _set_appearance(self, widget: Any, value: str, shape: str) -> None:
        left, top, right, bottom = widget["Rect"]
        width, height = abs(right - left), abs(top - bottom)
        widget["AS"] = "/Off"
        widget["AP"] = pydyf.Dictionary({"N": pydyf.Dictionary({value: self._drawing(shape, width, height), "Off": self._drawing("", width, height)})})

    def _drawing(self, shape: str, width: float, height: float) -> bytes:
        """Return a reference to a drawing of this size in points, shared by all widgets that look the same."""
        key = (shape, round(width, 1), round(height, 1))
        if key not in self._drawn:
            draw = {"tick": _tick, "dot": _dot, "": lambda *_: ""}[shape](width, height)
            extra = {"Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array((0, 0, round(width, 3), round(height, 3)))}
            stream = pydyf.Stream([draw], pydyf.Dictionary(extra))
            self.pdf.add_object(stream)
            self._drawn[key] = stream.reference
        return self._drawn[key]


def _tick(width: float, height: float) -> str:
    return _TICK.format(*(part * (height if n % 2 else width) for n, part in enumerate(_PATH)))


def _dot(width: float, height: float) -> str:
    x, y, r = width / 2, height / 2, min(width, height) * 0.27
    k = r * _ROUND
    curves = [(x + r, y + k, x + k, y + r, x, y + r), (x - k, y + r, x - r, y + k, x - r, y), (x - r, y - k, x - k, y - r, x, y - r)]
    curves.append((x + k, y - r, x + r, y - k, x + r, y))
    return f"0.07 g {x + r:.2f} {y:.2f} m " + " ".join("{:.2f} {:.2f} {:.2f} {:.2f} {:.2f} {:.2f} c".format(*curve) for curve in curves) + " f"
