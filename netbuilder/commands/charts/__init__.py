"""Charts that the commands draw without a window."""
