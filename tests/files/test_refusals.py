"""Files that cannot be opened are refused with one sentence that names the file and what is wrong with it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic_core import from_json

from netbuilder.data.unknown import UnknownDataset
from netbuilder.errors import DataError, FileError
from netbuilder.files.parse import MAX_BYTES
from netbuilder.files.read import loads, read
from netbuilder.files.reasons import JSON_REASONS
from netbuilder.files.write import dumps
from netbuilder.graph.graph import Wire
from netbuilder.layers import UnknownLayer
from netbuilder.project.project import Project
from netbuilder.shapes.check import check
from tests.programs import finished

Edit = Callable[[dict[str, Any]], object]


def refusal(data: bytes) -> str:
    """The sentence with which these bytes are refused."""
    with pytest.raises(FileError) as refused:
        loads(data, None, name="mine.netb")
    sentence = str(refused.value)
    assert sentence.startswith("“mine.netb” cannot be opened: ")
    assert "\n" not in sentence
    return sentence


def changed(project: Project, edit: Edit) -> bytes:
    """The project's file after a user has edited it by hand."""
    document = json.loads(dumps(project, None))
    edit(document)
    return json.dumps(document).encode()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t\n", "it is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a project file"),
        (b"PK\x03\x04 zipped", "not a project file"),
        ('{"a": 1}'.encode("utf-16"), "not a project file"),
        (b"import os\n", "not a project file"),
        (b'{"format": "caf\xe9"}', "line 1, column 16: a letter is not written in UTF-8"),
        (b'{"format": "netbuilder project",\n "version": 1,\n "nodes": [', "cut off at line 3"),
        (b'{"format": "netbuilder project",\n "version" 1}', "line 2, column 12: a colon is expected"),
        (b'{"format": "netbuilder project",\n "version": 1,}', "line 2, column 15: a comma stands before the end"),
        (b'{"a": 1} {"b": 2}', "line 1, column 10: something stands behind the end"),
        (b'{"a": NaN}', "line 1, column 7"),
        (b'{"a": -Infinity}', "line 1, column 8"),
        (b'{"a": 1e999}', "1e999 is too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "a number has too many digits"),
        (b'{"a": "\\ud800"}', "a letter that is written as \\u is cut off"),
        (b"[" * 100_000, "its lists are nested too deeply"),
        (b'{"a": 1, "b": 2, "a": 3}', "the key “a” twice"),
        (b"[1, 2]", "its “format” is not “netbuilder project”"),
        (b'{"format": "another"}', "its “format” is not “netbuilder project”"),
        (b'{"format": "netbuilder project"}', "“version” must be a whole number of at least 1, but is None"),
        (b'{"format": "netbuilder project", "version": true}', "but is True"),
        (b'{"format": "netbuilder project", "version": 0}', "but is 0"),
        (b'{"format": "netbuilder project", "version": 99, "new": 1}', "saved by a newer NetBuilder (format 99"),
    ],
)
def test_what_is_no_project_is_refused(data: bytes, words: str) -> None:
    assert words in refusal(data)


@pytest.mark.parametrize(
    "text", ["[1 2]", '{"a": 1 "b": 2}', "[tru]", "[,]", "{1: 2}", "[1, ]", "[01]", '["\\q"]', '["a\nb"]', "[1.]"]
)
def test_no_reason_is_in_the_words_of_the_parser(text: str) -> None:
    with pytest.raises(ValueError, match=" at line ") as parsers:
        from_json(text)
    own = str(parsers.value).split(" at line ")[0]
    assert own in JSON_REASONS
    sentence = refusal(text.encode())
    assert own not in sentence
    assert str(JSON_REASONS[own]) in sentence


def test_the_column_counts_characters_and_not_bytes() -> None:
    assert "line 1, column 11" in refusal('{"é": "ü" x}'.encode())


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (lambda d: d.pop("nodes"), "“nodes” is missing"),
        (lambda d: d.pop("training"), "“training” is missing"),
        (lambda d: d["data"].pop("dataset"), "“data.dataset” is missing"),
        (lambda d: d["nodes"][1].pop("type"), "“nodes[2].type” is missing"),
        (lambda d: d.update(colour="red"), "“colour” is not allowed here"),
        (lambda d: d["nodes"][0].update(shade="red"), "“nodes[1].shade” is not allowed here"),
        (lambda d: d.update(nodes={}), "“nodes” must be a list, but it is {}"),
        (lambda d: d["nodes"][2].update(id=7), "“nodes[3].id” must be text, but it is 7"),
        (lambda d: d["nodes"][2].update(id=""), "“nodes[3].id” must be text of 1 or more characters, but it is ''"),
        (lambda d: d["nodes"][2].update(id="dense_1"), "two nodes have the id “dense_1”"),
        (lambda d: d["wires"][0].update(to="nowhere"), "there is no node “nowhere”"),
        (lambda d: d["wires"][0].update(input=0), "“wires[1].input”"),
        (lambda d: d["wires"][0].update(input=""), "“wires[1].input”"),
        (lambda d: d["wires"][0].update(output=["last"]), "“wires[1].output”"),
        (lambda d: d["wires"][0].update(port=0), "“wires[1].port” is not allowed here"),
        (
            lambda d: d["layout"].update(relu_1=[1]),
            "“layout.relu_1” must be a list of 2 or more entries, but it is [1]",
        ),
        (lambda d: d["layout"].update(relu_1=[1, 2, 3]), "“layout.relu_1” must be a list of at most 2 entries"),
        (lambda d: d["layout"].update(relu_1=[1e300, 0]), "“layout.relu_1[1]” must be a number of at most 10000000.0"),
        (
            lambda d: d["layout"].update(relu_1=[-1e300, 0]),
            "“layout.relu_1[1]” must be a number of at least -10000000.0",
        ),
        (lambda d: d["layout"].update(relu_1=["left", 0]), "“layout.relu_1[1]” must be a number, but it is 'left'"),
        (lambda d: d.update(layout=[1]), "“layout” must be an object in braces, but it is [1]"),
        (lambda d: d["nodes"].insert(0, "input"), "“nodes[1]” must be an object in braces, but it is 'input'"),
        (lambda d: d["nodes"][2].update(muted=1), "“nodes[3].muted” must be true or false, but it is 1"),
        (lambda d: d["nodes"][2].update(colour="beige"), "“nodes[3].colour” must be one of 'usual', "),
        (lambda d: d["nodes"][2].update(id="x" * 300), "“nodes[3].id” must be text of at most 200 characters"),
        (lambda d: d.update(notes=[1]), "“notes[1]” must be text, but it is 1"),
        (
            lambda d: d["nodes"][1]["parameters"].update(units="many"),
            "the node “Breit & tief”: “Units” of Dense must be a whole number of at least 1, at most 1,000,000, "
            "but got 'many'.",
        ),
        (lambda d: d["nodes"][1]["parameters"].update(units="32"), "but got '32'"),
        (lambda d: d["nodes"][1]["parameters"].update(units=True), "but got True"),
        (lambda d: d["nodes"][1]["parameters"].update(units=0), "but got 0"),
        (lambda d: d["nodes"][1]["parameters"].update(units=10**4000), "but got 1000000000"),
        (lambda d: d["nodes"][1]["parameters"].update(units="x" * 10**6), "but got 'xxxxxxxxxxxx...xxxxxxxxxxxxx'"),
        (lambda d: d["nodes"][1]["parameters"].update(neurons=3), "“Dense” has no parameter “neurons”"),
        (lambda d: d["training"].update(optimizer="adamm"), "“Optimizer” of Training must be one of: sgd,"),
        (lambda d: d["training"].update(epochs=None), "“Epochs” of Training must be"),
        (lambda d: d["training"].update(gpu=True), "“Training” has no parameter “gpu”"),
        (lambda d: d["data"].update(validation=1.0), "“Validation share” of Data must be"),
        (lambda d: d["data"].update(rows=1), "“Data” has no parameter “rows”"),
        (lambda d: d["data"]["dataset"]["parameters"].update(noise=[]), "“Noise” of Moons must be"),
    ],
)
def test_what_a_person_got_wrong_by_hand_is_named(example: Project, edit: Edit, words: str) -> None:
    assert words in refusal(changed(example, edit))


def test_a_long_value_makes_no_long_sentence(example: Project) -> None:
    sentence = refusal(changed(example, lambda d: d["wires"][0].update(input=["x" * 10**6] * 100)))
    assert len(sentence) < 400


def test_loops_and_double_wires_open_and_are_shown_as_problems(example: Project) -> None:
    loop = changed(example, lambda d: d["wires"].append({"from": "add_1", "to": "dense_1"}))
    opened = loads(loop, None)
    assert Wire("add_1", "dense_1") in opened.graph.wires
    found = check(opened.graph, None)
    assert "loop" in str(found.nodes["dense_1"].problem and found.nodes["dense_1"].problem.message)
    double = changed(example, lambda d: d["wires"].append({"from": "input_1", "to": "output_1"}))
    found = check(loads(double, None).graph, None)
    assert "Two wires" in str(found.nodes["output_1"].problem and found.nodes["output_1"].problem.message)


def test_an_unknown_layer_is_kept_with_its_ports_and_saved_as_it_was(example: Project) -> None:
    text = dumps(example, None)
    opened = loads(text.encode(), None)
    layer = opened.graph.nodes["kan_1"].layer
    assert isinstance(layer, UnknownLayer)
    assert len(layer.input_ports()) == 2
    assert '"type": "kan", "parameters": {"grid": [1, {"k": null}]}' in dumps(opened, None)
    assert not check(opened.graph, None).sound


def test_unknown_data_are_kept_and_saved_as_they_were(example: Project) -> None:
    future = changed(example, lambda d: d["data"].update(dataset={"type": "radio", "parameters": {"band": [3, 4.5]}}))
    opened = loads(future, None)
    assert isinstance(opened.data.dataset, UnknownDataset)
    with pytest.raises(DataError, match="does not know the data “radio”"):
        opened.data.dataset.signature()
    again = json.loads(dumps(opened, None))
    assert again["data"]["dataset"] == {"type": "radio", "parameters": {"band": [3, 4.5]}}


def test_a_file_written_by_hand_needs_no_layout_no_notes_and_no_ports(example: Project) -> None:
    def shorten(document: dict[str, Any]) -> None:
        del document["layout"], document["notes"]
        document["wires"] = [{"from": "input_1", "to": "dense_1"}]
        document["training"] = {}

    opened = loads(b"\xef\xbb\xbf" + changed(example, shorten), None)
    assert opened.layout.keys() == opened.graph.nodes.keys()
    assert len(set(opened.layout.values())) == len(opened.layout)
    assert opened.graph.wires == {Wire("input_1", "dense_1")}


def read_refusal(path: Path) -> str:
    """The sentence with which this file is refused."""
    with pytest.raises(FileError) as refused:
        read(path)
    return str(refused.value)


def test_what_is_no_ordinary_file_is_refused(tmp_path: Path) -> None:
    assert read_refusal(tmp_path / "absent.netb") == f"There is no file “{tmp_path / 'absent.netb'}”."
    (tmp_path / "folder.netb").mkdir()
    assert "“folder.netb” is a folder" in read_refusal(tmp_path / "folder.netb")
    os.mkfifo(tmp_path / "pipe.netb")
    assert "“pipe.netb” is not a regular file" in read_refusal(tmp_path / "pipe.netb")
    assert "“zero” is not a regular file" in read_refusal(Path("/dev/zero"))
    assert "could not be read" in read_refusal(tmp_path / ("x" * 5000))
    assert "could not be read" in read_refusal(tmp_path / "nul\0byte")


def test_a_file_of_hundreds_of_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    with (tmp_path / "huge.netb").open("wb") as file:
        file.truncate(MAX_BYTES * 5)
    assert "too large for a project: 320 MB, where 64 MB are allowed" in read_refusal(tmp_path / "huge.netb")


OPENING = """
import sys
from pathlib import Path
import netbuilder.files.read as files
from netbuilder.data.catalogue import dataset_types
from netbuilder.layers import layer_types
dataset_types(), layer_types()
heard = []
sys.addaudithook(lambda name, _: heard.append(name))
files.read(Path(sys.argv[1]))
forbidden = {"exec", "compile", "os.system", "subprocess.Popen", "os.exec", "os.fork", "pickle.find_class"}
assert not forbidden & set(heard), forbidden & set(heard)
assert "torch" not in sys.modules
"""


def test_opening_a_project_runs_no_code_and_starts_nothing(example: Project, tmp_path: Path) -> None:
    text = dumps(example, None).replace("Breit & tief", "__import__('os').system('touch pwned')")
    (tmp_path / "hostile.netb").write_text(text, encoding="utf-8")
    done = finished([sys.executable, "-c", OPENING, str(tmp_path / "hostile.netb")], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "pwned").exists()
