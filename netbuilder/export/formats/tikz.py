"""The drawing as TikZ: a LaTeX file that compiles by itself, and a picture that a paper can take over."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from netbuilder.export.formats.artifact import Artifact, Request
from netbuilder.export.formats.sketch import Box, Line, Mark, Sketch, sketch

POINT = 0.75
"""Units of the canvas are dots of 1/96 inch; TikZ measures in big points of 1/72."""
LONGEST = 15_000.0
"""The largest side in big points: TeX counts no further than a little above it."""

HEAD = r"""\documentclass[tikz,border=6bp]{standalone}
\usepackage{iftex}
\iftutex
  \usepackage{fontspec}
\else
  \usepackage[T1]{fontenc}
\fi
\usepackage{textcomp}
\usetikzlibrary{arrows.meta}
\renewcommand{\familydefault}{\sfdefault}
"""

STYLES = r"""\begin{document}
\begin{tikzpicture}[x=1bp, y=-1bp,
  layer/.style={draw=black!25, fill=#1!6, rounded corners=6bp, align=center, inner sep=2bp, scale=SCALE},
  layer/.default=gray,
  words/.style={anchor=base west, inner sep=0bp, scale=SCALE},
  wire/.style={draw=black!45, line width=1bp, -{Latex[length=5bp]}}]
"""

FOOT = r"""\end{tikzpicture}
\end{document}
"""

COMMANDS: Mapping[str, str] = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": "{-}",
    "×": r"\ensuremath{\times}",
    "→": r"\ensuremath{\rightarrow}",
    "²": r"\ensuremath{^{2}}",
    "±": r"\ensuremath{\pm}",
    "−": r"\ensuremath{-}",
    "≤": r"\ensuremath{\le}",
    "≥": r"\ensuremath{\ge}",
    "∞": r"\ensuremath{\infty}",
    "·": r"\ensuremath{\cdot}",
    "…": r"\ldots{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
}
"""What LaTeX writes for letters that mean something else to it, or that its old fonts lack."""


def make(request: Request) -> Artifact:
    """The drawing of a project as a LaTeX file. Raises ProjectError where it is empty."""
    return Artifact(picture(sketch(request.project, request.words)).encode())


def picture(drawn: Sketch) -> str:
    """The LaTeX text."""
    used = {box.colour for box in drawn.boxes} | {c for mark in drawn.marks for c in (mark.ground, mark.edge, mark.ink)}
    colours = {colour: f"layer{number}" for number, colour in enumerate(sorted(used))}
    shrunk = min(1.0, LONGEST / (POINT * max(drawn.width, drawn.height)))
    return "".join(
        [
            *_preface(drawn),
            HEAD,
            *(f"\\definecolor{{{name}}}{{HTML}}{{{colour[1:].upper()}}}\n" for colour, name in colours.items()),
            STYLES.replace("SCALE", f"{shrunk:.4g}"),
            *(_mark(mark, colours, shrunk) for mark in drawn.marks),
            *(_wire(line, shrunk) for line in drawn.lines),
            *_nodes(drawn.boxes, colours, shrunk),
            FOOT,
        ]
    )


def escaped(text: str) -> str:
    """A text as LaTeX prints it, whatever letters are in it."""
    return "".join(COMMANDS.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def _preface(drawn: Sketch) -> Iterator[str]:
    yield "% Drawn in NetBuilder.\n"
    texts = "".join(f"{box.title}{box.summary}{box.shape}" for box in drawn.boxes)
    texts += "".join(line for mark in drawn.marks for line in mark.lines)
    if any(ord(letter) > 0xFF and letter not in COMMANDS for letter in texts):
        yield "% Some names have letters that pdflatex lacks: use lualatex, with a font that has them.\n"


def _mark(mark: Mark, colours: Mapping[str, str], shrunk: float) -> str:
    """A frame with its title, or a note with its text, each line in its place."""
    corners = _place(mark.x, mark.y, shrunk), _place(mark.x + mark.width, mark.y + mark.height, shrunk)
    style = f"draw={colours[mark.edge]}, fill={colours[mark.ground]}, rounded corners=4bp"
    font = r"\small\bfseries" if mark.kind == "frame" else r"\scriptsize"
    text = f"  \\draw[{style}] {corners[0]} rectangle {corners[1]};\n"
    for at, line in mark.words():
        words = f"node[words, text={colours[mark.ink]}] {{{{{font} {escaped(line)}}}}}"
        text += f"  \\path {_place(*at, shrunk)} {words};\n" if line else ""
    return text


def _nodes(boxes: Iterable[Box], colours: Mapping[str, str], shrunk: float) -> Iterator[str]:
    """A box each, named by its number: what users call a layer is only printed."""
    for number, box in enumerate(boxes, start=1):
        middle = _place(box.x + box.width / 2, box.y + box.height / 2, shrunk)
        size = f"minimum width={box.width * POINT:g}bp, minimum height={box.height * POINT:g}bp"
        size += ", dashed" if box.muted else ""
        yield f"  \\node[layer={colours[box.colour]}, {size}] (n{number}) at {middle} {{{_words(box)}}};\n"


def _words(box: Box) -> str:
    lines = [f"\\small\\bfseries {escaped(box.title)}"]
    if box.summary:
        lines.append(f"\\scriptsize {escaped(box.summary)}")
    return " \\\\ ".join(f"{{{line}}}" for line in [*lines, f"\\scriptsize\\itshape {escaped(box.shape)}"])


def _wire(line: Line, shrunk: float) -> str:
    way = _place(*line.start, shrunk)
    for curve in line.curves():
        first, second, end = (_place(*point, shrunk) for point in curve)
        way += f" .. controls {first} and {second} .. {end}"
    return f"  \\draw[wire] {way};\n"


def _place(x: float, y: float, shrunk: float) -> str:
    return "({}, {})".format(*(f"{round(value * POINT * shrunk, 2):g}" for value in (x, y)))
