"""From a trace to a project: layers, blocks, layout and weights."""
