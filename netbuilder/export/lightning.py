"""The Lightning script: the PyTorch network in a ``LightningModule``, trained by ``Trainer.fit``."""

from __future__ import annotations

import textwrap
from pathlib import Path

from netbuilder.backends.torch.losses import objective
from netbuilder.backends.torch.optimizers import schedule_call
from netbuilder.backends.torch.rng_scope import thread_count
from netbuilder.export.common import (
    HISTORY,
    best_part,
    is_validated,
    learned_parameters,
    learned_parts,
    losses_told,
    noting,
    reported,
)
from netbuilder.export.data_part import TENSORS, add_data, loaded_parts, targets_scaled
from netbuilder.export.options import KEEP_LOSSES, add_options, add_read_weights
from netbuilder.export.printed import Import
from netbuilder.export.pytorch import docstring
from netbuilder.export.script import Draft, Script
from netbuilder.export.torch_network import LOAD_WEIGHTS, add_network, forgets_counts
from netbuilder.export.torch_training import (
    FASTEST_DEVICE,
    FILTERS,
    add_measures,
    differs_in_training,
    loss_text,
    may_leave_single,
    optimizer_text,
    pieces_for,
    predicting_texts,
    sampling_text,
    uses_channels_last,
)
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check

_BATCHES = '''
class Batches(torch.utils.data.Sampler[torch.Tensor]):
    """Row numbers of each batch, in a new order every epoch; of several processes, each gets its share of a batch."""

    def __init__(self, rows: int, seed: int, process: int, processes: int) -> None:
        self.rows, self.process, self.processes = rows, process, processes
        self.generator = torch.Generator().manual_seed(seed)

    def __len__(self) -> int:
        return {length}

    def __iter__(self) -> Iterator[torch.Tensor]:
        order = torch.randperm(self.rows, generator=self.generator)
{kept}        for rows in order.split(BATCH_SIZE):
            share = rows[self.process :: self.processes]
            yield share if len(share) else rows[:1]
'''

_TASK = '''
class Task(lightning.LightningModule):
    """The network with what it learns from, its loss and its optimizer."""

    def __init__(
        self,
        network: Network,
{parameters}
        epochs: int,
        seed: int,
    ) -> None:
        super().__init__()
        self.network, self.epochs, self.seed = network, epochs, seed
        self.training_rows = training
        {measured_names} = {measured}
        self.history: History = []
        self.best_epoch, self.best_loss, self.best = 0, math.inf, network.state_dict()

{setup}    def train_dataloader(self) -> torch.utils.data.DataLoader:
        trainer = self.trainer
        rows = torch.utils.data.TensorDataset(*self.training_rows)
        batches = Batches(len(rows), {seed}trainer.global_rank, trainer.world_size)
        return torch.utils.data.DataLoader(
            rows,
            sampler=batches,
            batch_size=None,
            generator=torch.Generator(),
        )

{validation_rows}    def training_step(self, batch: Rows, number: int) -> torch.Tensor:
        trainer, left = self.trainer, len(self.training_rows[0]) - number * BATCH_SIZE
        whole = min(BATCH_SIZE, left)
        share = len(range(trainer.global_rank, whole, trainer.world_size))
        weight = share * trainer.world_size / whole  # 1 in a single process
        return weight * loss_of(self.network, *batch)

{validation_step}    def configure_optimizers(self):
{configured}

{start}    def on_train_epoch_end(self) -> None:
        epoch = self.current_epoch + 1
        training = (part.to(self.device) for part in self.measured_rows)
        train_loss = evaluate(self.network, *training)
        self.network.train()
{validation_loss}        if not math.isfinite({total}):
            self.print(f"{{epoch}}: the loss is no longer a number")
            self.trainer.should_stop = True
            return
        self.{noting}
        if {judged} < self.best_loss:
            self.best_epoch, self.best_loss = epoch, {judged}
            state = self.network.state_dict().items()
            self.best = {{name: value.clone() for name, value in state}}
        if epoch == 1 or epoch % math.ceil(self.epochs / 20) == 0:
{told}
'''

_VALIDATION_ROWS = """\
    def val_dataloader(self) -> torch.utils.data.DataLoader:
        rows = torch.utils.data.TensorDataset(*self.validation_rows)
        return torch.utils.data.DataLoader(
            rows,
            batch_size={piece},
            generator=torch.Generator(),
        )

"""

_VALIDATION_STEP = """\
    def validation_step(self, batch: Rows, number: int) -> None:
        loss = loss_of(self.network, *batch)
        self.log("validation_loss", loss, batch_size=len(batch[0]))

"""

_VALIDATION_LOSS = """\
        validation_loss = self.trainer.callback_metrics["validation_loss"].item()
"""

_START = """\
    def on_train_start(self) -> None:
        training = (part.to(self.device) for part in self.measured_rows)
        train_loss = evaluate(self.network, *training)
{validation}        self.network.train()
        self.{noting}

"""

_START_VALIDATION = """\
        validation = (part.to(self.device) for part in self.validation_rows)
        validation_loss = evaluate(self.network, *validation)
"""

_SETUP = f"""    def setup(self, stage: str) -> None:
        if self.trainer.strategy.root_device.type == "cpu":  # channels last is faster
            {FILTERS}(self.network, torch.channels_last)

"""

_OPTIONS_OF_DEVICES = (
    'parser.add_argument("--devices", default="auto", help="how many on this machine")',
    'parser.add_argument("--num-nodes", type=int, default=1, help="how many machines")',
    'parser.add_argument("--strategy", default="auto", help="such as ddp")',
)
_FIND_A_DEVICE = (
    'if options.device in ("gpu", "mps") and fastest_device() == "cpu":',
    '    parser.error(f"--device {options.device}: torch finds none here; choose auto or cpu")',
)


def write(project: Project, check: Check, data_base: Path | None) -> Script:
    """The script of a project whose check has no errors. Raises TrainingError where the loss does not fit."""
    settings = project.training
    draft = Draft(docstring(project))
    draft.need("torch", "lightning", "math")
    add_data(draft, project, data_base, TENSORS)
    draft.constants += [HISTORY, "", f"BATCH_SIZE = {settings.batch_size}"]
    if settings.patience is not None:
        draft.constants.append(f"PATIENCE = {settings.patience}")
    add_network(draft, check)
    draft.add_text(loss_text(project, check))
    sampled, piece = add_measures(draft, project, check), pieces_for(project, check)
    draft.imports |= {Import("collections.abc", "Iterator"), Import("typing", "Any")}
    draft.imports.add(Import("lightning.pytorch.utilities", "rank_zero_only"))
    draft.imports.add(Import("lightning.pytorch.utilities.exceptions", "MisconfigurationException"))
    draft.add_text(_batches(project))
    channels_last = uses_channels_last(project, check)
    if channels_last:
        draft.imports.add(Import("torch.nn.utils", FILTERS))
    draft.add_text(_task(project, sampled, piece, channels_last))
    draft.add_text(_train(project))
    wanted, scaled = objective(check, settings), targets_scaled(project.data) is not None
    for text in predicting_texts(project, check, wanted, scaled):
        draft.add_text(text)
    draft.add_functions([thread_count])
    draft.add_text(FASTEST_DEVICE)
    add_read_weights(draft, "safetensors.torch", uncounted=forgets_counts(check))
    add_options(draft, project, ("auto", "cpu", "gpu", "mps"), _OPTIONS_OF_DEVICES, _FIND_A_DEVICE)
    draft.add_text(_main(project, scaled))
    return draft.finished()


def _task(project: Project, sampled: bool, piece: int | None, channels_last: bool) -> str:
    """``Task``: what Lightning calls while it trains. ``sampled``, ``channels_last``: see ``train_text``."""
    validated = is_validated(project)
    measured = sampling_text(project).partition(" = ")[2] if sampled else learned_parts(project)
    told = f'self.print(f"{losses_told(project)}")'
    if validated:
        told = f'self.print(\n    f"{losses_told(project)}",\n)'
    start = _START.format(noting=noting(project, "0"), validation=_START_VALIDATION if validated else "")
    return _TASK.format(
        parameters="\n".join(f"        {part}: Rows," for part in learned_parts(project).split(", ")),
        measured_names="self.measured_rows, self.validation_rows" if validated else "self.measured_rows",
        measured=measured,
        setup=_SETUP if channels_last else "",
        seed="self.seed, " if project.training.shuffle else "",
        validation_rows=_VALIDATION_ROWS.format(piece=piece or "len(rows)") if validated else "",
        validation_step=_VALIDATION_STEP if validated else "",
        configured=_configured(project.training),
        start=start if project.training.measure_start else "",
        validation_loss=_VALIDATION_LOSS if validated else "",
        total="train_loss + validation_loss" if validated else "train_loss",
        noting=noting(project, "epoch"),
        judged="validation_loss" if validated else "train_loss",
        told=textwrap.indent(told, " " * 12),
    )


def _batches(project: Project) -> str:
    text = _shuffled_batches(project)
    if project.training.shuffle:
        return text
    text = text.replace("        self.generator = torch.Generator().manual_seed(seed)\n", "")
    text = text.replace("in a new order every epoch", "in the order of the rows").replace(", seed: int,", ",")
    return text.replace("torch.randperm(self.rows, generator=self.generator)", "torch.arange(self.rows)")


def _shuffled_batches(project: Project) -> str:
    if not may_leave_single(project):
        return _BATCHES.format(length="math.ceil(self.rows / BATCH_SIZE)", kept="")
    kept = "        order = order[: self.rows - (self.rows % BATCH_SIZE == 1)]\n"
    text = _BATCHES.format(length="math.ceil((self.rows - (self.rows % BATCH_SIZE == 1)) / BATCH_SIZE)", kept=kept)
    return text.replace("every epoch;", "every epoch, without a last batch of one row;")


def _configured(settings: TrainingSettings) -> str:
    optimizer, decay = optimizer_text(settings, "self.network.parameters()", of="self"), schedule_call(settings)
    if decay is None:
        return f"        return {optimizer}"
    text = decay.expression("", ["optimizer"])
    text = text.replace(f"T_max={settings.epochs}", "T_max=self.epochs")
    return f"        optimizer = {optimizer}\n        schedule = {text}\n        return [optimizer], [schedule]"


def _train(project: Project) -> str:
    settings = project.training
    clip = [f"gradient_clip_val={settings.gradient_clip!r}"] if settings.gradient_clip is not None else []
    stopping = 'lightning.pytorch.callbacks.EarlyStopping("validation_loss", patience=PATIENCE)'
    callbacks = [f"callbacks=[{stopping}]"] if settings.patience is not None else []
    options = [
        "max_epochs=epochs",
        *clip,
        *callbacks,
        "num_sanity_val_steps=0",
        "use_distributed_sampler=False",
        "sync_batchnorm=True",
        "logger=False",
        "enable_checkpointing=False",
        "enable_progress_bar=False",
        "enable_model_summary=False",
        "**devices",
    ]
    taken = f"network: Network, {learned_parameters(project)}, epochs: int, seed: int, **devices: Any"
    head = f"def train({taken}) -> History:"
    lines = [
        '"""Train, and leave the network with the weights of its best epoch."""',
        "network.train()",
        f"task = Task(network, {learned_parts(project)}, epochs, seed)",
        "try:",
        "    trainer = lightning.Trainer(",
        *(f"        {option}," for option in options),
        "    )",
        "except (MisconfigurationException, TypeError, ValueError) as error:",
        '    stop(f"Lightning cannot train on these devices: {error}")',
        "trainer.fit(task)",
        "network.load_state_dict(task.best)",
        "network.to(training[0].device)",
        "if task.best_epoch:",
        "    epoch, loss = task.best_epoch, task.best_loss",
        f'    task.print(f"best: epoch {{epoch}}, {best_part(project)} loss {{loss:.4f}}")',
        "return task.history",
    ]
    return "\n".join([head, *(f"    {line}" for line in lines)])


def _main(project: Project, scaled: bool) -> str:
    draws, parts = differs_in_training(project), loaded_parts(project.data)
    loaded, scale = ", ".join([*parts, *(["target_scale"] if scaled else [])]), ", target_scale" if scaled else ""
    lines = [
        '"""Train with the options of the command line."""',
        "options = parse_options()",
        "torch.set_num_threads(thread_count())",
        "torch.set_flush_denormal(True)  # denormal numbers are slow to compute with",
        f'{loaded} = load_data("cpu")',
        "torch.manual_seed(options.seed)",
        "network = Network()",
        "if options.weights:",
        f"    {LOAD_WEIGHTS}",
        *(["torch.manual_seed(options.seed + 1)  # dropout has its own random numbers"] if draws else []),
        f"history = train(network, {learned_parts(project)}, options.epochs, options.seed, accelerator=options.device, "
        "devices=options.devices, num_nodes=options.num_nodes, strategy=options.strategy)",
        'if getattr(rank_zero_only, "rank", 0):',
        "    return  # the first of several processes reports",
        *(f'report("{part}", network, {part}{scale})' for part in reported(project, parts)),
        *KEEP_LOSSES,
    ]
    return "\n".join(["def main() -> None:", *(f"    {line}" for line in lines)])
