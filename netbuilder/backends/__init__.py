"""Backends: what each framework needs in order to run a program or to print it as source."""
