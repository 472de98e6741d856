"""One step of learning: forward, backward, clip, step; and the state of the optimizer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.fast_adam import step_function
from netbuilder.backends.torch.live_calls import Criterion, live_call
from netbuilder.backends.torch.optimizer_state import by_parameter, in_layout_of, is_state
from netbuilder.backends.torch.optimizers import clip_call, optimizer_call, schedule_call
from netbuilder.backends.torch.torch_internals import without_compiler
from netbuilder.errors import TrainingError
from netbuilder.messages import say
from netbuilder.project.training_settings import TrainingSettings
from netbuilder.training.batches import DeviceRows
from netbuilder.training.resume import Position, Resume, unusable

if TYPE_CHECKING:
    import torch

    from netbuilder.backends.torch.optimizer_state import Make


class Learner:
    """A network with its optimizer, as the settings name it. Raises TrainingError where nothing can be learned."""

    def __init__(self, network: torch.nn.Module, criterion: Criterion, settings: TrainingSettings, device: str) -> None:
        optimizer, schedule, clip = optimizer_call(settings, device), schedule_call(settings), clip_call(settings)
        self.optimizer_text = optimizer.expression("", ["network.parameters()"])
        self.schedule_text = schedule.expression("", ["optimizer"]) if schedule else ""
        self._network, self._criterion = network, criterion
        self._parameters = list(network.parameters())
        if not self._parameters:
            raise TrainingError(
                "The network has nothing to learn: none of its layers has weights. "
                "Put a layer with weights between input and output."
            )
        self._make: Make = without_compiler(live_call(optimizer))
        self._optimizer = self._make(self._parameters)
        self._schedule = live_call(schedule)(self._optimizer) if schedule else None
        self._clip = live_call(clip) if clip else None
        self._update = step_function(self._optimizer)

    @property
    def learning_rate(self) -> float:
        """The rate of the coming step."""
        return float(self._optimizer.param_groups[0]["lr"])

    def step(self, batch: DeviceRows) -> torch.Tensor:
        """Learn from one batch. Returns its loss before the step, a scalar still on the device."""
        outputs = self._criterion.outputs(self._network(*batch.inputs))
        loss = self._criterion.loss(outputs, batch.targets)
        for parameter in self._parameters:
            parameter.grad = None
        self.require_way_back(loss)
        loss.backward()  # type: ignore[no-untyped-call]
        if self._clip:
            self._clip(self._parameters)
        self._update()
        return loss.detach()

    def require_way_back(self, loss: torch.Tensor) -> None:
        """Raise TrainingError where no gradient can come back from the loss to any parameter."""
        if not loss.requires_grad:
            names = ", ".join(name for name, _ in self._network.named_parameters())
            raise TrainingError(
                "No gradient comes back from the loss to any of {names}: a layer between them, such as a step or a "
                "comparison, has no derivative. Replace it, or lead another way past it.",
                names=names,
            )

    def end_epoch(self) -> None:
        """Let the learning rate decay."""
        if self._schedule:
            self._schedule.step()

    def state(self) -> dict[str, torch.Tensor]:
        """The optimizer's tensors by "parameter number.name", copied to the CPU."""
        states: dict[int, dict[str, Any]] = self._optimizer.state_dict()["state"]
        return {
            f"{number}.{name}": value.detach().to("cpu", copy=True).contiguous()
            for number, state in states.items()
            for name, value in state.items()
            if hasattr(value, "detach")
        }

    def restore(self, resume: Resume) -> None:
        """Go on from a stored state. An optimizer other than the stored one starts from scratch. Raises TrainingError.

        Where the decay has changed, the rate is what the new decay has made of it by now.
        """
        position = resume.position
        if position and position.optimizer == self.optimizer_text and resume.optimizer:
            states = by_parameter(resume.optimizer)
            if not is_state(states, self._make, self._parameters):
                raise unusable(resume, say("the optimizer state"))
            laid = {number: in_layout_of(self._parameters[number], state) for number, state in states.items()}
            self._optimizer.load_state_dict({**self._optimizer.state_dict(), "state": laid})
            self._update = step_function(self._optimizer)
        if self._schedule:
            self._restore_schedule(self._schedule, len(resume.records), position)

    def _restore_schedule(
        self, schedule: torch.optim.lr_scheduler.LRScheduler, epochs: int, position: Position | None
    ) -> None:
        # Torch warns when a schedule steps before its optimizer, which stepped in an earlier process. No weight has a
        # gradient yet, so this step changes nothing.
        self._optimizer.step()
        same = position and position.optimizer == self.optimizer_text and position.schedule == self.schedule_text
        if position and same:
            self._optimizer.param_groups[0]["lr"] = position.learning_rate
            schedule.last_epoch = epochs
        else:
            for _ in range(epochs):
                schedule.step()
