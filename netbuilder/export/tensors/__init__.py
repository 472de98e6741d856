"""The scripts that need no layers: parameters, operations, gradient and update written out."""
