"""The user's own tables: opened, checked and read."""
