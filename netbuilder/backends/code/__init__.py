"""The network as source text in the words of any framework: its lines, the classes of its blocks, its names."""
