"""The part of the PyTorch script that trains: the program's own steps, random streams and measures, as a plain loop."""

from __future__ import annotations

from netbuilder.backends.torch.losses import Objective, Term, objective
from netbuilder.backends.torch.optimizers import clip_call, optimizer_call, schedule_call
from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.data.base import Signature
from netbuilder.data.preparation import part_sizes
from netbuilder.data.settings import DataSettings
from netbuilder.export.common import (
    HISTORY,
    is_validated,
    keeping,
    learned_parameters,
    learned_parts,
    measuring,
    measuring_start,
    reported,
    telling_best,
)
from netbuilder.export.data_part import loaded_parts, row_tensors, targets_scaled
from netbuilder.export.options import FIND_A_DEVICE, KEEP_LOSSES, add_options, add_read_weights
from netbuilder.export.printed import Import
from netbuilder.export.script import Draft
from netbuilder.export.torch_network import LOAD_WEIGHTS, forgets_counts, has_blocks_in_tensors
from netbuilder.export.torch_report import predict_text, report_text
from netbuilder.graph.blocks import layers_within
from netbuilder.layers.calls import Function
from netbuilder.layers.convolution import Conv2D, ConvTranspose2D
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check
from netbuilder.training.batches import EVALUATED_ROWS, SAMPLE_SEED, compares_rows, input_columns, target_inputs
from netbuilder.training.evaluation import piece_rows

FILTERS = "convert_conv2d_weight_memory_format"
"""The function that lays out filters of images anew. ``Module.to`` does so too, but its types do not say it."""
_FILTERS_LAST = [
    'if features.device.type == "cpu":  # channels last is faster there',
    f"    {FILTERS}(network, torch.channels_last)",
]

FASTEST_DEVICE = '''
def fastest_device() -> str:
    """The fastest device that torch finds on this machine."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"
'''

EVALUATE = '''
@torch.inference_mode()
def evaluate(network: Network, {parameters}) -> float:
    """The mean loss of the rows, with the network in evaluation mode."""
    network.eval()
    return loss_of(network, {names}).item()
'''

EVALUATE_IN_PIECES = '''
@torch.inference_mode()
def evaluate(network: Network, {parameters}) -> float:
    """The mean loss of the rows in evaluation mode, in chunks that fit in memory."""
    network.eval()
    pieces = zip({pieces}, strict=True)
    losses = (loss_of(network, *piece).item() * len(piece[0]) for piece in pieces)
    return math.fsum(losses) / len(features)
'''

JUDGED = '''
def judged({parameters}) -> Rows:
    """The rows on which losses are measured: all, or a fixed sample that is enough."""
    if len(features) <= {most:_}:
        return {names}
    generator = torch.Generator().manual_seed({seed})
    order = torch.randperm(len(features), generator=generator)[:{most:_}].sort().values
    chosen = order.to(features.device)
    return {chosen}
'''


def add_training(draft: Draft, project: Project, check: Check) -> None:
    """Add the loss, the measuring, the loop, the options and ``main``."""
    settings = project.training
    draft.need("math")
    draft.constants += [HISTORY, "", f"BATCH_SIZE = {settings.batch_size}"]
    if settings.patience is not None:
        draft.constants.append(f"PATIENCE = {settings.patience}")
    draft.add_text(loss_text(project, check))
    sampled, channels_last = add_measures(draft, project, check), uses_channels_last(project, check)
    if channels_last:
        draft.imports.add(Import("torch.nn.utils", FILTERS))
    draft.add_text(train_text(project, sampled, channels_last))
    wanted, scaled = objective(check, settings), targets_scaled(project.data) is not None
    for text in predicting_texts(project, check, wanted, scaled):
        draft.add_text(text)
    draft.add_functions([thread_count])
    draft.add_text(FASTEST_DEVICE)
    add_read_weights(draft, "safetensors.torch", uncounted=forgets_counts(check))
    add_options(draft, project, ("auto", "cpu", "cuda", "mps"), checks=FIND_A_DEVICE)
    draft.add_text(main_text(project, scaled))


def predicting_texts(project: Project, check: Check, wanted: Objective, scaled: bool) -> list[str]:
    """``predict``, where an output predicts, and ``report``. ``scaled``: targets are scaled for training."""
    report = report_text(wanted, scaled, bool(project.data.test))
    if wanted.answer is None:
        return [report]
    piece = pieces_for(project, check)
    place = "" if len(wanted.terms) == 1 else f"[{wanted.answer}]"
    return [predict_text(network_call(check, known=False) + place, piece), report]


def add_measures(draft: Draft, project: Project, check: Check) -> bool:
    """Add ``evaluate``, and ``judged`` where losses are measured on a sample of the rows: whether they are."""
    piece = pieces_for(project, check)
    texts = _of_rows(row_tensors(project), piece or 0)
    draft.add_text((EVALUATE if piece is None else EVALUATE_IN_PIECES).format(**texts))
    sampled = largest_part(project.data) > EVALUATED_ROWS
    if sampled:
        draft.add_text(JUDGED.format(most=EVALUATED_ROWS, seed=SAMPLE_SEED, **texts))
    return sampled


def pieces_for(project: Project, check: Check) -> int | None:
    """How many rows are measured at once, or None where all parts fit in memory as they are."""
    piece = piece_rows(check)
    return piece if largest_part(project.data) > piece else None


def _of_rows(names: list[str], piece: int) -> dict[str, str]:
    """The texts of the functions above that name the tensors of some rows; ``piece``: rows at once."""
    return {
        "parameters": ", ".join(f"{name}: torch.Tensor" for name in names),
        "names": ", ".join(names),
        "pieces": ", ".join(f"{name}.split({piece})" for name in names),
        "chosen": ", ".join(f"{name}[chosen]" for name in names),
    }


def loss_text(project: Project, check: Check) -> str:
    """``loss_of``: the network's loss on some rows, all its outputs together."""
    terms, names = objective(check, project.training).terms, row_tensors(project)
    answers, weighted = network_call(check), "weights" in names
    if len(terms) == 1:
        title = f"{terms[0].loss.title} of the network's outputs"
        first, total = [], _compared(terms[0], answers, weighted)
    else:
        title = "The sum of the losses of all outputs"
        parts = [(n, f"loss_{n + 1}", term) for n, term in enumerate(terms) if term.weight]
        total = " + ".join(name if term.weight == 1.0 else f"{term.weight!r} * {name}" for _, name, term in parts)
        compared = [f"{name} = {_compared(term, f'outputs[{n}]', weighted)}" for n, name, term in parts]
        first = [f"outputs = {answers}", *compared]
        if total == compared[0].partition(" = ")[0]:  # the only one that counts
            first, total = first[:1], compared[0].partition(" = ")[2]
    last = [f"losses = {total}", "return (losses * weights).mean()"] if weighted else [f"return {total}"]
    head = f"loss_of(network: Network, {_of_rows(names, 0)['parameters']}) -> torch.Tensor"
    mean = "the mean over the rows by the weights of their classes" if weighted else "the mean over the rows"
    return _function(head, [f'"""{title}, {mean}."""', *first, *last])


def network_call(check: Check, known: bool = True) -> str:
    """The network on ``features``. ``known``: the ``targets`` are known, too; if not, zeros stand for them."""
    ends = zip(check.graph.with_role("input"), input_columns(check), target_inputs(check), strict=True)
    entries = [_target(check.shape(node.id) or (), form, known) if form else _entry(cols) for node, cols, form in ends]
    return f"network({', '.join(entries)})"


def _target(shape: tuple[int, ...], form: str, known: bool) -> str:
    """What enters where targets do."""
    if not known:
        sizes = ", ".join(["len(features)", *map(str, shape)])
        return f"features.new_zeros({sizes})"
    return f"torch.nn.functional.one_hot(targets, {shape[0]}).float()" if form == "one-hot" else "targets.float()"


def _compared(term: Term, answer: str, of_each_row: bool) -> str:
    """The loss of one output against the target in the form that the loss wants: the mean, or that of each row."""
    if term.loss.drawn:
        return answer if of_each_row else f"{answer}.mean()"
    column, call = term.loss.target == "column", term.loss.call
    target = "targets.float().unsqueeze(1)" if column else "targets"
    if not of_each_row:
        return call.expression("", [answer, target])
    single = Function(call.path, *call.positional, **call.keywords, reduction="none").expression("", [answer, target])
    return f"{single}.squeeze(1)" if column else single


def _entry(columns: tuple[int, ...] | None) -> str:
    """What enters one input: all features, or some of their columns."""
    if columns is None:
        return "features"
    first, last = columns[0], columns[-1] + 1
    chosen = f"{first}:{last}" if columns == tuple(range(first, last)) else str(list(columns))
    return f"features[:, {chosen}].contiguous()"


def train_text(project: Project, sampled: bool, channels_last: bool) -> str:
    """``train``: the loop over epochs and batches. ``sampled``: losses are measured on a sample of the rows;
    ``channels_last``: the filters have this layout, as in the program (``backends.torch.filters``)."""
    settings = project.training
    decay = schedule_call(settings)
    schedule = decay.expression("", ["optimizer"]).replace(f"T_max={settings.epochs}", "T_max=epochs") if decay else ""
    judged, names = "sample" if sampled else "training", row_tensors(project)
    measures = f"evaluate(network, *{judged})", "evaluate(network, *validation)"
    body = [
        *([sampling_text(project)] if sampled else []),
        *(_FILTERS_LAST if channels_last else []),
        "parameters = list(network.parameters())",
        f"optimizer = {optimizer_text(settings, 'parameters', of='features')}",
        *([f"schedule = {schedule}"] if schedule else []),
        *(["batches = torch.Generator().manual_seed(seed)"] if settings.shuffle else []),
        "history: History = []",
        "best_epoch, best_loss, best = 0, math.inf, network.state_dict()",
        *measuring_start(project, *measures),
        "for epoch in range(1, epochs + 1):",
        *_indented(_learning(project)),
        *(["    schedule.step()"] if schedule else []),
        *_indented(measuring(project, *measures)),
        *_indented(keeping(project, "{name: value.clone() for name, value in network.state_dict().items()}")),
        "network.load_state_dict(best)",
        *telling_best(project),
        "return history",
    ]
    if settings.shuffle:
        body.insert(0, f"{', '.join(names)} = training")
    elif any("features" in line for line in body):
        body.insert(0, "features = training[0]")
    body.insert(0, '"""Train, and leave the network with the weights of its best epoch."""')
    head = f"train(network: Network, {learned_parameters(project)}, epochs: int, seed: int) -> History"
    return _function(head, body)


def sampling_text(project: Project) -> str:
    """The line that takes the sample of the rows on which losses are measured."""
    validated = is_validated(project)
    return f"sample{', validation' * validated} = judged(*training){', judged(*validation)' * validated}"


def _learning(project: Project) -> list[str]:
    """One pass over the training rows. They are brought into the order of the epoch at once: batch by batch costs
    more."""
    clip, shuffle = clip_call(project.training), project.training.shuffle
    skip = ["if len(batch[0]) == 1 < len(features):", "    continue  # a single row has no variance to normalize by"]
    step = [
        *(skip if may_leave_single(project) else []),
        "for parameter in parameters:",
        "    parameter.grad = None  # zero_grad(), but quicker",
        "loss_of(network, *batch).backward()",
        *([clip.expression("", ["parameters"])] if clip else []),
        "optimizer.step()",
    ]
    shuffled = [
        "order = torch.randperm(len(features), generator=batches).to(features.device)",
        f"shuffled = {', '.join(f'{name}[order]' for name in row_tensors(project))}",
    ]
    rows = "shuffled" if shuffle else "training"
    return [
        "network.train()",
        *(shuffled if shuffle else []),
        f"for batch in zip(*(part.split(BATCH_SIZE) for part in {rows}), strict=True):",
        *_indented(step),
    ]


def optimizer_text(settings: TrainingSettings, parameters: str, of: str) -> str:
    """The optimizer's call over these parameters. Where its fused kernel is for the CPU alone, the script asks for the
    device ``of`` what is named."""
    here, there = (optimizer_call(settings, device).expression("", [parameters]) for device in ("cpu", "cuda"))
    return here if here == there else f'{there[:-1]}, fused={of}.device.type == "cpu")'


def main_text(project: Project, scaled: bool) -> str:
    """``main``. ``scaled``: targets are scaled for training."""
    draws, parts = differs_in_training(project), loaded_parts(project.data)
    loaded, scale = ", ".join([*parts, *(["target_scale"] if scaled else [])]), ", target_scale" if scaled else ""
    body = [
        '"""Train with the options of the command line."""',
        "options = parse_options()",
        'device = fastest_device() if options.device == "auto" else options.device',
        "torch.set_num_threads(thread_count())",
        "torch.set_flush_denormal(True)  # denormal numbers are slow to compute with",
        f"{loaded} = load_data(device)",
        "torch.manual_seed(options.seed)",
        "network = Network().to(device)",
        "if options.weights:",
        f"    {LOAD_WEIGHTS}",
        *(["torch.manual_seed(options.seed + 1)  # dropout has its own random numbers"] if draws else []),
        f"history = train(network, {learned_parts(project)}, options.epochs, options.seed)",
        *(f'report("{part}", network, {part}{scale})' for part in reported(project, parts)),
        *KEEP_LOSSES,
    ]
    return _function("main() -> None", body)


def _function(head: str, body: list[str]) -> str:
    return "\n".join([f"def {head}:", *_indented(body)])


def _indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def differs_in_training(project: Project) -> bool:
    """Whether some layer works otherwise while training."""
    return any(layer.differs_in_training for layer in layers_within(project.graph))


def uses_channels_last(project: Project, check: Check) -> bool:
    """Whether there are filters of images, all of them in layers, not in blocks that are written in tensors."""
    filters = any(isinstance(layer, Conv2D | ConvTranspose2D) for layer in layers_within(project.graph))
    return filters and not has_blocks_in_tensors(check)


def may_leave_single(project: Project) -> bool:
    """Whether the last batch may be a single row that the program leaves out (see ``batches.drops_single_row``).

    How many rows a stratified split leaves for training is known only once the classes are.
    """
    size, data = project.training.batch_size, project.data
    if size == 1 or not compares_rows(project.graph):
        return False
    if data.split == "stratified":
        return True
    rows = training_rows(data)
    return rows > size and rows % size == 1


def training_rows(data: DataSettings) -> int:
    """The number of training rows of a split that does not ask for the classes."""
    rows = data.dataset.signature().rows
    left = rows - sum(part_sizes(rows, data.validation, data.test))
    return min(left, data.training_rows or left)


def largest_part(data: DataSettings) -> int:
    """At least as many rows as any part has."""
    signature: Signature = data.dataset.signature()
    rounding = len(signature.classes) + 1
    validating, testing = part_sizes(signature.rows, data.validation, data.test)
    left = signature.rows - validating - testing + 2 * rounding
    return max(min(left, data.training_rows or left), validating + rounding, testing + rounding if testing else 0)
