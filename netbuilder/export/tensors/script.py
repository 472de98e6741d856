"""The script of tensors alone, in any of three languages: data, functions, loss, gradient, update, loop."""

from __future__ import annotations

from pathlib import Path

from netbuilder.backends.code.forward import Line
from netbuilder.backends.code.rates import learning_rate_call, learning_rate_text
from netbuilder.backends.tensors.losses import loss_function
from netbuilder.backends.tensors.network import Network
from netbuilder.backends.tensors.starting import starting_values
from netbuilder.backends.tensors.updates import call_text, clip_text, memory_text, rule_of, update_text
from netbuilder.backends.torch.losses import Objective, objective
from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.export.common import (
    HISTORY,
    decays_idle_outputs,
    keeping,
    learned_parameters,
    learned_parts,
    measuring,
    measuring_start,
    reported,
    telling_best,
)
from netbuilder.export.data_part import add_data, loaded_parts, row_tensors, targets_scaled
from netbuilder.export.options import FIND_A_DEVICE, KEEP_LOSSES, add_options, add_read_weights
from netbuilder.export.printed import Import
from netbuilder.export.pytorch import docstring
from netbuilder.export.script import Draft, Script
from netbuilder.export.tensors.functions import add_functions, names_taken
from netbuilder.export.tensors.words import (
    ERROR_OF_ACCURACY,
    ERROR_OF_MISSES,
    EVALUATE,
    GRADIENTS,
    MEASURE,
    OF_CLASSES,
    OF_LOSS,
    OF_NUMBERS,
    PREDICT,
    SET_VALUES,
    WORDS,
    Words,
)
from netbuilder.export.torch_training import (
    FASTEST_DEVICE,
    JUDGED,
    largest_part,
    may_leave_single,
    sampling_text,
)
from netbuilder.layers.base import Shape, sizes_of
from netbuilder.operations.tensor import Language
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import EVALUATED_ROWS, SAMPLE_SEED, compares_rows, input_columns, target_inputs

PIECE = 1024
"""Rows that are measured at once."""


def write(project: Project, check: Check, data_base: Path | None, language: Language) -> Script:
    """The script of a project whose check has no errors. Raises ExportError and TrainingError."""
    return _Writer(project, check, WORDS[language]).written(data_base)


class _Writer:
    """Writes the script of one project."""

    def __init__(self, project: Project, check: Check, words: Words) -> None:
        self.project, self.check, self.words = project, check, words
        self.settings, self.language = project.training, words.language
        self.objective: Objective = objective(check, project.training)
        self.names = row_tensors(project)
        self.draft = Draft(docstring(project))
        self.scaled = targets_scaled(project.data) is not None

    def _networks(self) -> None:
        """The network, its starting values and its loss; no function is called as one of the data's."""
        program, check = lower(self.check), self.check
        self.network = Network(program, self.language, entries(check, self.words), names_taken(self.draft))
        self.start = starting_values(program, self.network.functions, self.language)
        shapes = [self.check.shape(term.node) for term in self.objective.terms]
        sizes = [(None, 1) if shape is None else sizes_of(shape) for shape in shapes]
        self.loss = loss_function(self.objective, sizes, "weights" in self.names, self.language)

    def written(self, data_base: Path | None) -> Script:
        """The finished script."""
        draft = self.draft
        self._imports()
        add_data(draft, self.project, data_base, self.words.arrays)
        self._networks()
        self._constants()
        sections = [
            *self.network.sections(),
            *([Line(text) for text in lines] for lines in self.loss.sections()),
            self.start,
        ]
        add_functions(draft, sections, self.language)
        self._training()
        for text in self._report():
            draft.add_text(text)
        if self.language == "torch":
            draft.add_functions([thread_count])
            draft.add_text(FASTEST_DEVICE)
        add_read_weights(draft, self.words.loader, uncounted=compares_rows(self.project.graph))
        add_options(draft, self.project, self.words.devices, checks=FIND_A_DEVICE if self.language == "torch" else ())
        draft.add_text(self._main())
        return draft.finished()

    def _imports(self) -> None:
        draft = self.draft
        draft.need("math", "numpy")
        if self.language == "torch":
            draft.need("torch")
        if self.language == "tf":
            draft.imports.add(Import("tensorflow", "", "tf"))
        if self.language == "numpy":
            draft.imports.add(Import("typing", "Any"))

    def _constants(self) -> None:
        kind = {"numpy": "Array", "torch": "torch.Tensor", "tf": "tf.Variable"}[self.language]
        constants = self.draft.constants
        if self.language == "numpy":
            constants.insert(0, "Array = numpy.ndarray")
        constants += [f"Params = dict[str, {kind}]", HISTORY]
        memory = rule_of(self.settings).memory
        if memory:
            constants.append(f"Memory = dict[str, tuple[{', '.join([kind] * len(memory))}]]")
        constants += ["", f"BATCH_SIZE = {self.settings.batch_size}"]
        if not learning_rate_text(self.settings):
            constants.append(f"LEARNING_RATE = {self.settings.learning_rate!r}")
        if self.settings.patience is not None:
            constants.append(f"PATIENCE = {self.settings.patience}")
        constants.append(f"PIECE = {PIECE}  # rows that are measured at once")

    def _training(self) -> None:
        draft, words = self.draft, self._words()
        draft.add_text(SET_VALUES[self.language])
        draft.add_text(GRADIENTS[self.language].format(**words))
        for text in (
            clip_text(self.settings, self.language),
            memory_text(self.settings, self.language),
            update_text(self.settings, self.language),
            learning_rate_text(self.settings),
        ):
            if text is not None:
                draft.add_text(text)
        if self.language == "tf":
            draft.add_text(self._learn())
        draft.add_text(MEASURE[self.language].format(**words))
        measured = "measure(params, *piece)"
        draft.add_text(EVALUATE.format(measured=f"float({measured})" if self.language == "tf" else measured))
        if self._sampled:
            draft.add_text(
                JUDGED.format(
                    most=EVALUATED_ROWS,
                    seed=SAMPLE_SEED,
                    parameters=words["rows"],
                    names=", ".join(self.names),
                    chosen=", ".join(f"{name}[chosen]" for name in self.names),
                )
            )
        draft.add_text(self._train())

    @property
    def _entering(self) -> list[str]:
        """What ``forward`` takes of some rows."""
        return ["features", *(["targets"] if any(target_inputs(self.check)) else [])]

    @property
    def _sampled(self) -> bool:
        return self.language == "torch" and largest_part(self.project.data) > EVALUATED_ROWS

    def _words(self) -> dict[str, str]:
        """What the templates are filled with."""
        training, several = self.network.in_training, len(self.objective.terms) > 1
        outputs = [f"d_outputs_{n}" for n, _ in enumerate(self.objective.terms, start=1)] if several else ["d_outputs"]
        return {
            "rows": ", ".join(f"{name}: {self.words.tensor}" for name in self.names),
            "others": ", ".join(self.names[1:]),
            "entering": ", ".join(self._entering),
            "training_parameter": ", training: bool" if training else "",
            "training": ", training=training" if training else "",
            "evaluating": ", training=False" if training else "",
            "slopes_of_outputs": ", ".join(outputs),
            "outputs": ", ".join(output.removeprefix("d_") for output in outputs),
            "spread": "*" if several else "",
            "first": f"[{self.objective.answer}]" if several else "",
            "place": str(self.objective.answer),
            **_REACHED[self.language, self.network.cuts_gradient],
        }

    def _learning(self) -> list[str]:
        """The lines of one step over ``rows``."""
        given = ", ".join(f"{name}[rows]" for name in self.names)
        training = ", training=True" if self.network.in_training else ""
        rate = "rate" if learning_rate_text(self.settings) else "LEARNING_RATE"
        counts = rule_of(self.settings).counts
        if self.language == "tf":
            step = ", tf.constant(step, tf.float64)" if counts else ""
            memory = ", memory" if rule_of(self.settings).memory else ""
            changing = ", tf.constant(rate)" if learning_rate_text(self.settings) else ""
            return [*(["step += 1"] if counts else []), f"learn(params{memory}{step}{changing}, {given})"]
        lines = [f"slopes = gradients(params, {given}{training})"]
        if clip_text(self.settings, self.language):
            lines.append("slopes = clipped(slopes)")
        lines += ["step += 1"] if counts else []
        return [*lines, f"update(params, slopes, {call_text(self.settings, rate)})"]

    def _learn(self) -> str:
        """``learn``: one step as a graph of TensorFlow."""
        rule, words, decays = rule_of(self.settings), self._words(), learning_rate_text(self.settings) is not None
        given = [
            "params: Params",
            *(["memory: Memory"] if rule.memory else []),
            *(["step: tf.Tensor"] if rule.counts else []),
            *(["rate: tf.Tensor"] if decays else []),
            words["rows"],
        ]
        training = ", training=True" if self.network.in_training else ""
        clip = ["    slopes = clipped(slopes)"] if clip_text(self.settings, "tf") else []
        return "\n".join(
            [
                "@tf.function(reduce_retracing=True)",
                f"def learn({', '.join(given)}) -> None:",
                '    """One step: the gradient on a batch, new weights."""',
                f"    slopes = gradients(params, {', '.join(self.names)}{training})",
                *clip,
                f"    update(params, slopes, {call_text(self.settings, 'rate' if decays else 'LEARNING_RATE')})",
            ]
        )

    def _train(self) -> str:
        rule, decays = rule_of(self.settings), learning_rate_text(self.settings) is not None
        torch, shuffle, project = self.language == "torch", self.settings.shuffle, self.project
        judged = "sample" if self._sampled else "training"
        measures = f"evaluate(params, {judged})", "evaluate(params, validation)"
        order = (
            [f"order = {_ORDER['torch', shuffle]}", "for rows in order.split(BATCH_SIZE):"]
            if torch
            else [
                f"order = {_ORDER['others', shuffle]}",
                "for start in range(0, len(order), BATCH_SIZE):",
                "    rows = order[start : start + BATCH_SIZE]",
            ]
        )
        batches = "torch.Generator().manual_seed(seed)" if torch else "numpy.random.default_rng(seed)"
        single = ["if len(rows) == 1 < len(order):", "    continue  # a single row has no variance to normalize by"]
        body = [
            '"""Train, and leave the weights of the best epoch."""',
            f"{', '.join(self.names)} = training",
            *([sampling_text(project)] if self._sampled else []),
            *([f"batches = {batches}"] if shuffle else []),
            *decays_idle_outputs(project, self.objective),
            *(["memory = empty_memory(params)"] if rule.memory else []),
            *(["step = 0"] if rule.counts else []),
            "history: History = []",
            "best_epoch, best_loss, best = 0, math.inf, copied(params)",
            *measuring_start(project, *measures),
            "for epoch in range(1, epochs + 1):",
            *([f"    rate = {learning_rate_call(self.settings, 'epoch - 1')}"] if decays else []),
            *(f"    {line}" for line in order),
            *(f"        {line}" for line in (single if may_leave_single(self.project) else [])),
            *(f"        {line}" for line in self._learning()),
            *(f"    {line}" for line in measuring(project, *measures)),
            *(f"    {line}" for line in keeping(project, "copied(params)")),
            "set_values(params, best)",
            *telling_best(project),
            "return history",
        ]
        head = f"def train(params: Params, {learned_parameters(project)}, epochs: int, seed: int) -> History:"
        return "\n".join([head, *(f"    {line}" for line in body)])

    def _report(self) -> list[str]:
        words = self._words()
        predict = PREDICT[self.language].format(**words, **self._pieces())
        form, tested = self.objective.form, bool(self.project.data.test)
        if form is None:
            return [OF_LOSS]
        targets = "rows[1].cpu().numpy()" if self.language == "torch" else "rows[1]"
        predicted = f"predict(params, {'rows[0]' if self._entering == ['features'] else '*rows[:2]'})"
        if form in ("classes", "column"):
            chosen = f"{predicted}.argmax(axis=1)" if form == "classes" else f"({predicted}[:, 0] > 0)"
            return [predict, OF_CLASSES.format(targets=targets, chosen=chosen) + (ERROR_OF_ACCURACY if tested else "")]
        away, error = f"{predicted} - {targets}", ERROR_OF_MISSES if tested else ""
        if not self.scaled:
            return [predict, OF_NUMBERS.format(parameter="", misses=away) + error]
        scale = "target_scale.cpu().numpy()" if self.language == "torch" else "target_scale"
        return [
            predict,
            OF_NUMBERS.format(parameter=f", target_scale: {self.words.array}", misses=f"({away}) * {scale}") + error,
        ]

    def _pieces(self) -> dict[str, str]:
        """What ``predict`` takes, and how it is cut into pieces."""
        names = self._entering
        array = self.words.array if self.language != "numpy" else "Array"
        found = {"entries": ", ".join(f"{name}: {array}" for name in names)}
        if self.language != "torch":
            return {**found, "piece": ", ".join(f"{name}[at : at + PIECE]" for name in names)}
        split = ", ".join(f"{name}.split(PIECE)" for name in names)
        return {
            **found,
            **(
                {"piece": "piece", "pieces": split}
                if len(names) == 1
                else {"piece": "*piece", "pieces": f"zip({split}, strict=True)"}
            ),
        }

    def _main(self) -> str:
        draft, parts = self.draft, loaded_parts(self.project.data)
        loaded, scale = (
            ", ".join([*parts, *(["target_scale"] if self.scaled else [])]),
            ", target_scale" if self.scaled else "",
        )
        lines = [
            '"""Train with the options of the command line."""',
            "options = parse_options()",
            *_DEVICE[self.language],
            f"{loaded} = load_data({'device' if self.language == 'torch' else ''})",
            *(["numpy.random.seed(options.seed)"] if self.language == "numpy" and "mask" in draft.names else []),
            *_SEED[self.language],
            "if options.weights:",
            "    set_values(params, read_weights(options.weights, params))",
            f"history = train(params, {learned_parts(self.project)}, options.epochs, options.seed)",
            *(f'report("{part}", params, {part}{scale})' for part in reported(self.project, parts)),
            *KEEP_LOSSES,
        ]
        return "\n".join(["def main() -> None:", *(f"    {line}" for line in lines)])


_REACHED: dict[tuple[Language, bool], dict[str, str]] = {
    ("numpy", False): {},
    ("numpy", True): {},
    ("torch", False): {"unused": "", "reached": "dict(zip(learned, slopes, strict=True))"},
    ("torch", True): {
        "unused": ", allow_unused=True",
        "reached": "{name: slope for name, slope in zip(learned, slopes, strict=True) if slope is not None}",
    },
    ("tf", False): {"reached": "{name: tf.convert_to_tensor(slope) for name, slope in slopes.items()}"},
    ("tf", True): {
        "reached": "{name: tf.convert_to_tensor(slope) for name, slope in slopes.items() if slope is not None}"
    },
}
"""What is returned of the gradient. Where a layer passes none back, weights before it may have none."""
_ORDER: dict[tuple[str, bool], str] = {
    ("torch", True): 'torch.randperm(len(features), generator=batches, device="cpu").to(features.device)',
    ("torch", False): "torch.arange(len(features))",
    ("others", True): "batches.permutation(len(features))",
    ("others", False): "numpy.arange(len(features))",
}
"""The order of an epoch, by whether it is shuffled."""
_DEVICE: dict[Language, list[str]] = {
    "numpy": [],
    "torch": [
        'device = fastest_device() if options.device == "auto" else options.device',
        "torch.set_default_device(device)",
        "torch.set_num_threads(thread_count())",
        "torch.set_flush_denormal(True)  # denormal numbers are slow to compute with",
    ],
    "tf": ['if options.device == "cpu":', '    tf.config.set_visible_devices([], "GPU")'],
}
_SEED: dict[Language, list[str]] = {
    "numpy": [
        "params = starting_values(numpy.random.default_rng(options.seed))",
    ],
    "torch": ["torch.manual_seed(options.seed)", "params = starting_values()"],
    "tf": ["tf.random.set_seed(options.seed)", "params = starting_values()"],
}


def entries(check: Check, words: Words) -> list[str]:
    """What enters each input, as source text over ``features`` and ``targets``."""
    ends = zip(check.graph.with_role("input"), input_columns(check), target_inputs(check), strict=True)
    numbers = check.signature is not None and check.signature.task == "regression"
    return [
        _target(check.shape(node.id) or (), form, words, numbers) if form else _entry(columns, words)
        for node, columns, form in ends
    ]


def _target(shape: Shape, form: str, words: Words, numbers: bool) -> str:
    """What enters where targets do. ``numbers``: they are numbers, not classes."""
    if form == "one-hot":
        return words.one_hot.format(count=shape[0])
    return "targets" if numbers else words.as_numbers


def _entry(columns: tuple[int, ...] | None, words: Words) -> str:
    """What enters one input: all features, or some of their columns."""
    if columns is None:
        return "features"
    first, last = columns[0], columns[-1] + 1
    if columns == tuple(range(first, last)):
        return f"features[:, {first}:{last}]"
    return words.columns.format(numbers=list(columns))
