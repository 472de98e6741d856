"""Text files with tables: how they are written, found out from the files themselves, and where their rows stand."""
