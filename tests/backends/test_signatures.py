"""What the printer of blocks knows of torch's constructors is what torch has."""

from __future__ import annotations

import inspect
import pydoc

import pytest

from netbuilder.backends.torch.signatures import POSITIONAL


@pytest.mark.parametrize("path", POSITIONAL)
def test_the_names_of_positional_arguments_are_those_of_torch(path: str) -> None:
    module = pydoc.locate(path)
    assert isinstance(module, type)
    parameters = list(inspect.signature(module).parameters)
    if parameters[:1] == ["args"]:  # a recurrent layer passes its arguments on, and names them in its base class
        parameters = list(inspect.signature(module.__mro__[1]).parameters)[1:]
    assert tuple(parameters[: len(POSITIONAL[path])]) == POSITIONAL[path]
