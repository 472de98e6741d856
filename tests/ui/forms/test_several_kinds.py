"""Several nodes selected: what is edited together, and what is refused."""

from __future__ import annotations

from netbuilder.messages import say
from netbuilder.project import edits
from netbuilder.project.document import Document
from tests.ui.panel_parts import Show, chain
from ui.forms.node_form import NodeForm
from ui.project.bridge import Bridge
from ui.theme.themes import Themes

from .test_forms import fill


def test_nodes_of_one_kind_are_edited_together_in_one_step(bridge: Bridge, themes: Themes, show: Show) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1", "dense_2"])
    assert panel.sheet is not None
    row = panel.sheet.form.rows["units"]
    assert row.editor.text_field.text() == ""
    fill(row, "16")
    units = [bridge.project.graph.nodes[node].layer.values()["units"] for node in ("dense_1", "dense_2")]
    assert units == [16, 16]
    bridge.document.undo()
    units = [bridge.project.graph.nodes[node].layer.values()["units"] for node in ("dense_1", "dense_2")]
    assert units == [8, 2]


def test_nodes_of_several_kinds_cannot_be_edited_together_and_it_says_so(
    bridge: Bridge, themes: Themes, show: Show
) -> None:
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1", "relu_1"])
    assert "2 layers of different kinds" in panel.empty.words.text()
    bridge.edit(edits.remove(bridge.project, ["relu_1"]), say("Delete"))
    assert panel.sheet is not None


def test_nodes_of_several_kinds_are_edited_together_where_they_have_a_setting_in_common(
    themes: Themes, show: Show
) -> None:
    bridge = Bridge(Document(chain(("input", {}), ("dense", {"units": 4}), ("lstm", {}), ("output", {}))))
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1", "lstm_1"])
    assert panel.sheet is not None
    rows = panel.sheet.form.rows
    assert "units" in rows
    assert "bidirectional" not in rows
    assert rows["units"].editor.text_field.text() == ""
    before = bridge.project
    fill(rows["units"], "12")
    units = [bridge.project.graph.nodes[node].layer.values()["units"] for node in ("dense_1", "lstm_1")]
    assert units == [12, 12]
    bridge.document.undo()
    assert bridge.project is before
    bridge.select(["dense_1"])
    assert "2 layers" not in panel.sheet._title.text()
    assert panel.sheet.name.isVisible()


def test_a_value_that_one_of_several_kinds_does_not_allow_is_refused_and_nothing_changes(
    themes: Themes, show: Show
) -> None:
    bridge = Bridge(Document(chain(("input", {}), ("dense", {}), ("lstm", {}), ("output", {}))))
    panel = NodeForm(bridge, themes)
    show(panel)
    bridge.select(["dense_1", "lstm_1"])
    assert panel.sheet is not None
    before = bridge.project
    fill(panel.sheet.form.rows["units"], "-3")
    assert bridge.project is before


def test_the_sheet_of_several_kinds_is_made_anew_for_others_and_the_old_one_goes(themes: Themes, show: Show) -> None:
    kinds = (("input", {}), ("dense", {}), ("lstm", {}), ("gru", {}), ("conv2d", {}), ("output", {}))
    bridge = Bridge(Document(chain(*kinds)))
    panel = NodeForm(bridge, themes)
    show(panel)
    for chosen in (["dense_1", "lstm_1"], ["lstm_1", "gru_1"], ["dense_1", "conv2d_1"], ["dense_1", "lstm_1", "gru_1"]):
        bridge.select(chosen)
        assert panel.sheet is not None
        assert panel.sheet.isVisible()
        assert [sheet for sheet in panel.findChildren(type(panel.sheet)) if sheet.isVisible()] == [panel.sheet]
