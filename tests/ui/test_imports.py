"""The modules of the program form no circle: each can be understood after those that it imports."""

from __future__ import annotations

import grimp
import networkx

PACKAGES = ("netbuilder", "ui", "samples")


def test_no_modules_import_each_other_in_a_circle_not_even_for_types() -> None:
    graph = grimp.build_graph(*PACKAGES, exclude_type_checking_imports=False, cache_dir=None)
    arrows = networkx.DiGraph(
        (module, imported) for module in graph.modules for imported in graph.find_modules_directly_imported_by(module)
    )
    assert arrows.number_of_edges() > 1000
    assert [sorted(circle) for circle in networkx.strongly_connected_components(arrows) if len(circle) > 1] == []
