"""Imports every module that declares data sets. A new family of data sets is added here."""

from netbuilder.data import bundled, generated, own

__all__ = ["bundled", "generated", "own"]
