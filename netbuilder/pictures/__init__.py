"""What every picture that is written without a window needs: text in SVG, and SVG as PNG."""
