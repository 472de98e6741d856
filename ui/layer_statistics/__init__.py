"""The tab with what each layer of a trained network has learned."""
