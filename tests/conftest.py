"""What tests share: no screen, settings of their own, and small projects to train with a folder for their runs."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from netbuilder.project.project import Project
from netbuilder.runs.folder import RunsFolder, runs_folder
from tests.drawing import Draw, drawn
from tests.font_sets import SETS, configured
from tests.forking.forked import Forked, ForkedTensorFlow

# The same cases on every machine.
settings.register_profile("the same", derandomize=True)
settings.load_profile("the same")
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# make test runs as many tests at once as there are cores: more threads would be in each other's way.
for threads in ("OMP_NUM_THREADS", "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS"):
    os.environ.setdefault(threads, "1")
# A shell lets what it starts in the background ignore Ctrl+C, and so would every program that a test starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fonts", choices=tuple(SETS), help="run as on a machine that has only these fonts")


def pytest_configure(config: pytest.Config) -> None:
    """Before Qt asks for the fonts of the machine."""
    name = config.getoption("--fonts")
    if name is not None:
        folder = TemporaryDirectory(prefix="netbuilder-fonts-")
        config.add_cleanup(folder.cleanup)
        os.environ["FONTCONFIG_FILE"] = str(configured(name, Path(folder.name)))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest come first: a worker that is done takes over what another has left, which is short then. With them
    comes what looks at the scripts of all frameworks, so that one worker runs these, and imports TensorFlow."""
    items.sort(key=lambda item: "frameworks" not in item.path.parts and "ran" not in getattr(item, "fixturenames", ()))


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's settings, recent files and recovery files are out of reach."""
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def hangup_heard() -> Iterator[None]:
    """What nohup lets this program ignore is heard by the programs that a test starts."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program starts in processes of their own begins with torch imported."""
    monkeypatch.setattr("subprocess.Popen", Forked)


@pytest.fixture
def forked_tensorflow(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with TensorFlow."""
    monkeypatch.setattr("subprocess.Popen", ForkedTensorFlow)


@pytest.fixture
def onnx_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """ONNX files are written in this process, which saves the imports of another one."""
    from netbuilder.export.formats import onnx_file, onnx_worker
    from tests.onnx_exporter import quick_and_quiet

    def run(folders: Sequence[Path], _given_up: Callable[[], bool]) -> None:
        with quick_and_quiet():
            onnx_worker.main(folders)

    monkeypatch.setattr(onnx_file, "run", run)


@pytest.fixture
def draw() -> Draw:
    """``draw(("dense", {"units": 2}), data="moons", epochs=3)``: the layers between an input and an output."""
    return drawn


@pytest.fixture
def forgetful() -> Project:
    """A network with dropout on 150 rows of two moons."""
    hidden = (("dense", {"units": 16}), ("relu", {}), ("dropout", {"rate": 0.3}))
    return drawn(*hidden, ("dense", {"units": 2}), epochs=6)


@pytest.fixture
def folder(tmp_path: Path) -> RunsFolder:
    """Where the runs of a project lie; there are none yet."""
    return runs_folder(tmp_path / "moons.netb")
