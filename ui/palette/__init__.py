"""The palette: every layer, searched, chosen or dragged."""
