"""The drawing as SVG and TikZ: every node and wire is there, whatever the nodes are called."""

from __future__ import annotations

import re
import time
from xml.etree import ElementTree

import pytest

from netbuilder.errors import ProjectError
from netbuilder.export.formats import FORMATS
from netbuilder.export.formats.picture_words import fitted, wrapped
from netbuilder.export.formats.sketch import COLOURS, MARGIN, ROOM, sketch
from netbuilder.export.formats.tikz import COMMANDS, POINT, escaped
from netbuilder.graph.annotations import Annotation
from netbuilder.graph.graph import Wire
from netbuilder.layers import Category
from netbuilder.project import edits
from netbuilder.project.annotation_edits import annotate
from netbuilder.project.arrange import arranged
from netbuilder.project.project import Project
from tests.blocks import nested
from tests.drawing import drawn
from tests.export.format_parts import AWKWARD, awkward, made, sample

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("svg", "tikz")


def svg(project: Project) -> ElementTree.Element:
    """The picture, read by a strict reader."""
    return ElementTree.fromstring(made("svg", project).content)


def tikz(project: Project) -> str:
    """The LaTeX file."""
    return made("tikz", project).content.decode()


def projects() -> dict[str, Project]:
    """Drawings with branches, blocks, and awkward names."""
    return {"digits": sample("digits_cnn"), "blocks": nested(), "awkward": awkward()}


@pytest.mark.parametrize("name", projects())
def test_svg_has_every_node_with_its_words_and_every_wire(name: str) -> None:
    project = projects()[name]
    root = svg(project)
    cards = root.findall(f"{SVG}g")
    titles = [card.findtext(f"{SVG}title") for card in cards]
    assert titles == [box.name for box in sketch(project, str).boxes]
    assert len(titles) == len(project.graph.nodes)
    curves = [path for path in root.findall(f"{SVG}path") if path.get("fill") == "none"]
    assert len(curves) == len(project.graph.wires)


def test_a_card_says_what_it_says_on_the_canvas() -> None:
    (conv,) = [card for card in svg(sample("digits_cnn")).findall(f"{SVG}g") if "Conv 2D" in card.itertext()][:1]
    assert [text.text for text in conv.findall(f"{SVG}text")] == ["Conv 2D", "16 filters of 3", "16 × 8 × 8"]


def test_wires_start_and_end_at_the_ports_of_their_cards() -> None:
    found = sketch(sample("digits_cnn"), str)
    left = {round(box.x) for box in found.boxes}
    right = {round(box.x + box.width) for box in found.boxes}
    for line in found.lines:
        assert round(line.start[0]) in right
        assert round(line.end[0]) in left
        assert any(
            box.y < line.end[1] < box.y + box.height and round(box.x) == round(line.end[0]) for box in found.boxes
        )


@pytest.mark.parametrize("text", [*AWKWARD, "層" * 50, "W" * 40, "i" * 80, "", "short"])
def test_words_fit_into_their_box(text: str) -> None:
    cut = fitted(text, 13.0, ROOM)
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1].rstrip()))
    assert fitted("short", 13.0, ROOM) == "short"
    assert len(fitted("層" * 50, 13.0, ROOM)) <= ROOM / 13.0 + 1


@pytest.mark.parametrize("name", projects())
def test_tikz_has_every_node_and_every_wire_and_its_braces_are_closed(name: str) -> None:
    project = projects()[name]
    text = tikz(project)
    assert len(re.findall(r"(?m)^  \\node\[", text)) == len(project.graph.nodes)
    assert len(re.findall(r"(?m)^  \\draw\[wire\]", text)) == len(project.graph.wires)
    assert text.count(r"\end{document}") == 1
    bare = re.sub(r"\\[\\{}#$%&_]", "", text)
    depth = 0
    for letter in bare:
        depth += (letter == "{") - (letter == "}")
        assert depth >= 0
    assert depth == 0
    picture = bare.partition(r"\begin{tikzpicture}")[2].partition("\n  \\node")[2]
    assert not re.search(r"[#$%&~]|(?<!ensuremath\{)\^", picture.replace(r"\ensuremath{^{2}}", ""))


def test_latex_prints_every_letter_that_means_something_to_it() -> None:
    assert escaped("a_b & 100% #1 {x} \\y ~ ^") == (
        r"a\_b \& 100\% \#1 \{x\} \textbackslash{}y \textasciitilde{} \textasciicircum{}"
    )
    assert escaped("3 × 3 → é") == r"3 \ensuremath{\times} 3 \ensuremath{\rightarrow} é"
    assert set("#$%&_{}~^\\") <= set(COMMANDS)


def test_letters_that_an_old_latex_lacks_are_pointed_out() -> None:
    assert "lualatex" not in tikz(sample("digits_cnn"))
    assert "lualatex" in tikz(edits.rename(sample("digits_cnn"), "dense_1", "層"))


@pytest.mark.parametrize("name", PICTURES)
def test_an_empty_drawing_is_refused_and_one_with_problems_is_drawn(name: str) -> None:
    with pytest.raises(ProjectError, match="nothing to draw"):
        made(name, Project())
    broken = edits.remove(sample("digits_cnn"), nodes=["flatten_1"])
    assert len(made(name, broken).content) > 1000


def test_a_thousand_nodes_are_drawn_within_a_second_and_within_what_tex_counts_to() -> None:
    project = drawn(*[("relu", {})] * 1000)
    project = edits.move(project, arranged(project.graph))
    for name in ("svg", "tikz"):
        start = time.process_time()
        content = made(name, project).content
        assert time.process_time() - start < 1.0
        assert content == made(name, project).content
    places = [float(number) for number in re.findall(r"at \(([\d.]+),", tikz(project))]
    assert len(places) == 1002
    assert max(places) < 16_000


def test_pictures_are_formats_that_hold_no_weights() -> None:
    assert {name for name, one in FORMATS.items() if one.weights == "never"} == {*PICTURES, "png"}


def annotated() -> Project:
    """A chain with a frame, a note far above, a coloured card, and a wire that is led far below everything."""
    project = edits.colour(drawn(("dense", {}), ("relu", {})), ["dense_1"], "red")
    project, _ = annotate(
        project, Annotation("note", 40.0, -200.0, 120.0, 60.0, "one & two three four five six", "yellow")
    )
    project, _ = annotate(project, Annotation("frame", -50.0, -40.0, 480.0, 160.0, "Encoder_1", "green"))
    return edits.reroute(project, {Wire("dense_1", "relu_1"): ((300.0, 500.0), (380.0, 640.0))})


def test_frames_and_notes_lie_beneath_everything_in_their_colours_and_in_the_picture() -> None:
    found, plain = sketch(annotated(), str), sketch(drawn(("dense", {}), ("relu", {})), str)
    frame, note = found.marks
    assert (frame.kind, frame.lines) == ("frame", ("Encoder_1",))
    assert (note.kind, note.lines) == ("note", ("one & two three", "four five six"))
    assert min(frame.x, note.y) == MARGIN
    dense, before = found.boxes[1], plain.boxes[1]
    assert dense.x - frame.x == before.x - MARGIN + 50
    assert (dense.colour, before.colour) == (COLOURS[Category.ATTENTION], COLOURS[Category.CORE])
    (line,) = (one for one in found.lines if one.via)
    assert line.via[1][1] + MARGIN <= found.height
    root = svg(annotated())
    parts = [(part.tag.removeprefix(SVG), part.text or part.get("fill")) for part in root]
    assert parts[:7] == [
        ("rect", "#ffffff"), ("rect", frame.ground), ("text", "Encoder_1"), ("rect", note.ground),
        ("text", "one & two three"), ("text", "four five six"), ("path", "none"),
    ]  # fmt: skip
    text = tikz(annotated())
    assert text.index("rectangle") < text.index(r"\draw[wire]") < text.index(r"\node[layer")
    assert r"Encoder\_1" in text
    assert r"one \& two three" in text
    assert f"{{HTML}}{{{frame.edge[1:].upper()}}}" in text


def test_a_wire_passes_through_its_points_in_every_picture() -> None:
    (line,) = (one for one in sketch(annotated(), str).lines if one.via)
    root = svg(annotated())
    ways = [path.get("d", "") for path in root.findall(f"{SVG}path") if path.get("fill") == "none"]
    (way,) = (way for way in ways if way.count("C") == 3)
    for x, y in line.via:
        assert f"{x:g} {y:g}" in way
        assert f"({x * POINT:g}, {y * POINT:g}) .. controls" in tikz(annotated())


def test_the_text_of_a_note_is_wrapped_and_cut_where_it_has_no_room() -> None:
    assert wrapped("a b\n\nc", 12.0, 100.0, 5) == ("a b", "", "c")
    assert wrapped("aaaa bbbb cccc", 10.0, 50.0, 9) == ("aaaa bbbb", "cccc")
    assert wrapped("aaaa bbbb cccc dddd eeee", 10.0, 60.0, 2) == ("aaaa bbbb", "cccc dddd …")
    assert wrapped("w" * 40, 10.0, 50.0, 2)[0].endswith("…")
