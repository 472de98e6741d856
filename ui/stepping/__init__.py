"""One minibatch step by step: what happens at each moment, with its numbers, and the node on the canvas."""
