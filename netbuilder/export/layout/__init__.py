"""Long lines of a script broken as ruff format breaks them."""
