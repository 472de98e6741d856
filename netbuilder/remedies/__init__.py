"""The remedies: what may help a run, each as one edit of the project."""
