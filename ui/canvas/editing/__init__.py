"""What edits of the drawing do to the document, each as one step of undo; what is copied and pasted."""
