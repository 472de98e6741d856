"""The Keras script: the functional model, ``compile`` and ``fit``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from netbuilder.backends.code.rates import learning_rate_call
from netbuilder.backends.keras.losses import DRAWN, loss_texts, weights_text
from netbuilder.backends.keras.optimizers import optimizer_text, rate_functions, takes_momentum
from netbuilder.backends.torch.losses import Objective
from netbuilder.export import keras_network
from netbuilder.export.common import best_part, decays_idle_outputs, is_validated, learned_parameters, measuring_start
from netbuilder.export.data_part import row_tensors
from netbuilder.export.parts import KERAS_PARTS, add_parts
from netbuilder.export.pytorch import docstring
from netbuilder.export.script import Draft, Script
from netbuilder.program import lower
from netbuilder.project.project import Project
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.shapes.check_result import Check

_LOSSES = '''
class Losses(keras.callbacks.Callback):
    """Measures the training rows as the validation rows: after each epoch."""

    def __init__(self, training: Rows) -> None:
        super().__init__()
        self.training = training
        self.history: History = []

    def on_epoch_end(self, epoch: int, logs: dict[str, float] | None = None) -> None:
        train_loss = evaluate(self.model, self.training)
        validation_loss = (logs or {})["val_loss"]
        if not math.isfinite(train_loss + validation_loss):
            print(f"{epoch + 1}: the loss is no longer a number")
            self.model.stop_training = True
            return
        self.history.append((epoch + 1, train_loss, validation_loss))
        step = math.ceil(self.params["epochs"] / 20)
        if epoch == 0 or (epoch + 1) % step == 0:
            print(
                f"{epoch + 1}: loss {train_loss:.4f}, validation {validation_loss:.4f}",
            )
'''

_UNVALIDATED_LOSSES = '''
class Losses(keras.callbacks.Callback):
    """Measures the training rows after each epoch; no rows validate."""

    def __init__(self, training: Rows) -> None:
        super().__init__()
        self.training = training
        self.history: History = []

    def on_epoch_end(self, epoch: int, logs: dict[str, float]) -> None:
        logs["train_loss"] = train_loss = evaluate(self.model, self.training)
        if not math.isfinite(train_loss):
            print(f"{epoch + 1}: the loss is no longer a number")
            self.model.stop_training = True
            return
        self.history.append((epoch + 1, train_loss, math.nan))
        step = math.ceil(self.params["epochs"] / 20)
        if epoch == 0 or (epoch + 1) % step == 0:
            print(f"{epoch + 1}: loss {train_loss:.4f}")
'''

_EVALUATE = '''
def evaluate(network: keras.Model, rows: Rows) -> float:
    """The mean loss of some rows, with the network in evaluation mode."""
    {names} = rows
    measures = network.evaluate({given}, batch_size=PIECE, verbose=0, return_dict=True)
    return measures["loss"]
'''


def write(project: Project, check: Check, data_base: Path | None) -> Script:
    """The script of a project whose check has no errors. Raises ExportError and TrainingError."""
    draft = Draft(docstring(project))
    wanted = keras_network.begin(draft, project, check, data_base)
    draft.need("math")
    names = row_tensors(project)
    features = keras_network.given(check)
    given = [features, _targets(wanted), *(["sample_weight=" + _weights(wanted)] if "weights" in names else [])]
    draft.add_text(_EVALUATE.format(names=", ".join(names), given=", ".join(given)))
    draft.add_text(_LOSSES if is_validated(project) else _UNVALIDATED_LOSSES)
    if wanted.drawn:
        add_parts(draft, KERAS_PARTS, {DRAWN})
    draft.add_text(_train(project, wanted, loss_texts(wanted, lower(check)), features))
    keras_network.finish(draft, project, check, wanted, "options.epochs")
    return draft.finished()


def _targets(wanted: Objective) -> str:
    """The targets of all outputs: the same for each."""
    count = len(wanted.terms)
    return "targets" if count == 1 else f"[targets] * {count}"


def _weights(wanted: Objective) -> str:
    """The weights of the rows, for each output."""
    return "weights" if len(wanted.terms) == 1 else f"[weights] * {len(wanted.terms)}"


def _validated(count: int, features: str) -> str:
    """The validation rows as ``fit`` takes them: targets, and weights if there are, once for each output."""
    entering = "validation[0]" if features == "features" else "[*validation[:2]]"
    rest = f"*([part] * {count} for part in validation[1:])" if count > 1 else "*validation[1:]"
    return f"validated = ({entering}, {rest})"


def _train(project: Project, wanted: Objective, losses: Sequence[str], features: str) -> str:
    settings, names = project.training, row_tensors(project)
    weights = f"sample_weight={_weights(wanted)}, " if "weights" in names else ""
    compiled = [
        f"optimizer={optimizer_text(settings)}",
        f"loss={losses[0] if len(losses) == 1 else '[' + ', '.join(losses) + ']'}",
        *([f"loss_weights={weights_text(wanted)}"] if len(losses) > 1 else []),
    ]
    validated = is_validated(project)
    stopping = [
        *([] if validated else ['"train_loss"', 'mode="min"']),
        f"patience={'PATIENCE' if settings.patience is not None else 'epochs'}",
        "restore_best_weights=True",
    ]
    callbacks = [
        "callbacks = [",
        "    losses,",
        f"    keras.callbacks.EarlyStopping({', '.join(stopping)}),",
        *([f"    {_scheduler(settings)},"] if rate_functions(settings) else []),
        "]",
    ]
    targets, arranged = _targets(wanted), len(losses) > 1 or features != "features"
    options = [
        "batch_size=BATCH_SIZE",
        "epochs=epochs",
        *([] if settings.shuffle else ["shuffle=False"]),
        *(
            [f"validation_data={'validated' if arranged else 'validation'}", "validation_batch_size=PIECE"]
            if validated
            else []
        ),
        "callbacks=callbacks",
        "verbose=0",
    ]
    start = measuring_start(project, "evaluate(network, training)", "evaluate(network, validation)")
    epochs = "losses.history[1:]" if start else "losses.history"
    body = [
        '"""Train, and leave the network with the weights of its best epoch."""',
        f"{', '.join(names)} = training",
        *([_validated(len(losses), features)] if arranged and validated else []),
        *decays_idle_outputs(project, wanted),
        f"network.compile({', '.join(compiled)})",
        "losses = Losses(training)",
        *(_decay(settings) if rate_functions(settings) and takes_momentum(settings) else []),
        *callbacks,
        *(line.replace("history.append", "losses.history.append") for line in start),
        f"network.fit({features}, {targets}, {weights}{', '.join(options)})",
        f"if {epochs}:",
        f"    best = min({epochs}, key=lambda losses: losses[{1 + validated}])",
        f'    print(f"best: epoch {{best[0]}}, {best_part(project)} loss {{best[{1 + validated}]:.4f}}")',
        "return losses.history",
    ]
    head = f"def train(network: keras.Model, {learned_parameters(project)}, epochs: int) -> History:"
    return "\n".join([head, *(f"    {line}" if line else "" for line in body)])


def _scheduler(settings: TrainingSettings) -> str:
    """The callback that sets the learning rate of an epoch."""
    if takes_momentum(settings):
        return "keras.callbacks.LambdaCallback(on_epoch_begin=decay)"
    return f"keras.callbacks.LearningRateScheduler(lambda epoch, rate: {learning_rate_call(settings, 'epoch')})"


def _decay(settings: TrainingSettings) -> list[str]:
    """The function that sets a learning rate, and with it the momentum."""
    return [
        "",
        "def decay(epoch: int, logs: dict[str, float]) -> None:",
        f"    set_rate(network.optimizer, {learning_rate_call(settings, 'epoch')})",
        "",
    ]
