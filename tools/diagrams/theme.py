"""What Mermaid is told to draw with: a typeface, and colours that name a role rather than a look.

A diagram is drawn once. Each role has a colour that appears nowhere else, and ``tools/diagrams/colours.py`` replaces it by
the pair of the site's palette. So a team's colours, or a change of ours, cost no drawing.
"""

# A picture can't load the page's typeface, so it holds its own (colours.py), or is set in what the system has of the others.
# Mermaid measures with DejaVu Sans, which is wider.
FACE = 'Literata, Charter, "Iowan Old Style", Georgia, Cambria, "Liberation Serif", "Noto Serif", serif'
SERIES = 5  # as many as the book has sections

_ROLES = ("paper", "card", "ink", "muted", "hairline", "ruled", "mark", *(f"line{n}" for n in range(SERIES)), *(f"tint{n}" for n in range(SERIES)))
# Far apart from each other and from what people choose, so that each is told apart after rounding.
SENTINELS = {role: f"#{0x10 + 5 * n:02x}fe{0xF0 - 5 * n:02x}" for n, role in enumerate(_ROLES)}


def _variables() -> dict[str, str]:
    """Return Mermaid's theme variables."""
    role = SENTINELS
    by_role = {
        "card": """primaryColor secondaryColor tertiaryColor mainBkg nodeBkg actorBkg stateBkg labelBoxBkgColor doneTaskBkgColor rowOdd
            attributeBackgroundColorOdd requirementBackground personBkg compositeTitleBackground tagLabelBackground""",
        "paper": """background edgeLabelBackground labelBackgroundColor labelBackground commitLabelBackground rowEven
            attributeBackgroundColorEven sequenceNumberColor clusterBkg compositeBackground altBackground altSectionBkgColor
            relationLabelBackground pieStrokeColor pieSectionTextColor quadrant2Fill quadrant4Fill rectBkgColor""",
        "ink": """primaryTextColor secondaryTextColor tertiaryTextColor textColor nodeTextColor titleColor actorTextColor signalTextColor
            labelTextColor loopTextColor noteTextColor taskTextColor taskTextDarkColor taskTextOutsideColor taskTextLightColor
            stateLabelColor transitionLabelColor classText relationLabelColor requirementTextColor pieTitleTextColor pieLegendTextColor
            quadrant1TextFill quadrant2TextFill quadrant3TextFill quadrant4TextFill quadrantPointTextFill quadrantXAxisTextFill
            quadrantYAxisTextFill quadrantTitleFill commitLabelColor tagLabelColor scaleLabelColor branchLabelColor errorTextColor
            taskTextClickableColor""",
        "muted": """lineColor defaultLinkColor arrowheadColor signalColor transitionColor relationColor specialStateColor
            innerEndBackground activationBorderColor archEdgeColor archEdgeArrowColor""",
        "mark": """primaryBorderColor secondaryBorderColor nodeBorder actorBorder stateBorder labelBoxBorderColor doneTaskBorderColor
            requirementBorderColor personBorder tagLabelBorder border1 border2 pieOuterStrokeColor""",
        "ruled": "actorLineColor",
        "hairline": """tertiaryBorderColor clusterBorder compositeBorder gridColor quadrantInternalBorderStrokeFill
            quadrantExternalBorderStrokeFill archGroupBorderColor excludeBkgColor""",
        "tint0": "activationBkgColor taskBkgColor sectionBkgColor quadrant1Fill noteBkgColor errorBkgColor",
        "tint2": "activeTaskBkgColor",
        "tint4": "critBkgColor",
        "tint3": "sectionBkgColor2 quadrant3Fill",
        "line0": "taskBorderColor noteBorderColor quadrantPointFill",
        "line2": "activeTaskBorderColor",
        "line4": "critBorderColor todayLineColor vertLineColor",
    }
    variables = {name: role[which] for which, names in by_role.items() for name in names.split()}
    for n in range(13):
        line, tint = role[f"line{n % SERIES}"], role[f"tint{n % SERIES}"]
        variables |= {
            f"cScale{n}": tint,
            f"cScaleInv{n}": line,
            f"cScalePeer{n}": line,
            f"cScaleLabel{n}": role["ink"],
            f"surface{n}": tint,
            f"surfacePeer{n}": line,
        }
        variables |= {f"git{n}": line, f"gitInv{n}": role["ink"], f"gitBranchLabel{n}": role["paper"], f"pie{n}": line, f"fillType{n}": tint}
        variables |= {f"actor{n}": line}
    return variables | {
        "pieOpacity": "1",
        "pieStrokeWidth": "2px",
        "pieOuterStrokeWidth": "0",
        "fontFamily": FACE,
        "fontSize": "16px",
        "commitLabelFontSize": "13px",
        "tagLabelFontSize": "13px",
    }


VARIABLES = _variables()
_CHART = {"backgroundColor": "paper", "titleColor": "ink", "dataLabelColor": "ink"} | {
    f"{axis}Axis{part}Color": role for axis in "xy" for part, role in {"Title": "ink", "Label": "ink", "Tick": "mark", "Line": "mark"}.items()
}
CONFIG = {
    "theme": "base",
    "themeVariables": VARIABLES
    | {
        "xyChart": {key: SENTINELS[role] for key, role in _CHART.items()}
        | {"plotColorPalette": ",".join(SENTINELS[role] for role in ("mark", *(f"line{n}" for n in range(1, SERIES))))}
    },
    "fontFamily": FACE,
    # A fence's own directives may set the layout, not the look: theirs would be unreadable in one of the two schemes.
    "secure": ["secure", "securityLevel", "startOnLoad", "maxTextSize", "theme", "themeVariables", "themeCSS", "fontFamily", "htmlLabels"],
    "securityLevel": "strict",
    "deterministicIds": True,
    "handDrawnSeed": 1,  # class diagrams would differ each time
    # Labels as SVG text: HTML in a picture is drawn differently by each browser.
    "htmlLabels": False,
    "flowchart": {"htmlLabels": False},
    "class": {"htmlLabels": False},
    "journey": {"textPlacement": "tspan"},
    "timeline": {"textPlacement": "tspan"},
    "gantt": {"fontSize": 14, "sectionFontSize": 14, "barHeight": 26, "barGap": 6, "topPadding": 56, "useWidth": 900},
}


def _repairs() -> str:
    """Return what Mermaid's own style sheets lack or get wrong, in the colours of roles."""
    role = SENTINELS
    journey = f".legend,text.journey-section,text.task{{fill:{role['ink']} !important}}"
    gantt = f".exclude-range{{fill:{role['tint0']}}}.grid .tick line{{stroke:{role['ruled']}}}.grid .tick text{{font-size:12px}}"
    mindmap = "".join(f".section-edge-{n}{{stroke:{role[f'line{(n + 1) % SERIES}']}}}" for n in range(12))
    kanban = f".sections .cluster rect{{fill:{role['paper']};stroke:{role['hairline']}}}"
    return journey + gantt + mindmap + kanban


REPAIRS = _repairs()
