"""Where cards are laid at once: arranged, aligned, distributed, and the way there."""
