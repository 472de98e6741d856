"""The open project: its document, files, data and problems."""
