"""The commands of the command line, one a file. Each reads a project, does one thing and says what it did."""
