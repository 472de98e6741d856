"""Imports every module that declares data sets. A new family of data sets is added here."""

from netbuilder.data import generated

__all__ = ["generated"]
