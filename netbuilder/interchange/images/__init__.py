"""Layers of images and sequences with settings that no single layer has, as several layers."""
