"""Everything as it stood before a step, so that the step can be made again: weights, optimizer, rows and chance."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from netbuilder.backends.torch.fast_adam import step_function
from netbuilder.backends.torch.rng_scope import RngScope, random_states
from netbuilder.training.batches import DeviceRows

if TYPE_CHECKING:
    import torch


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """``weights``: with the buffers, as in a state dict; ``gradients``: those that the step before has left, by name;
    ``optimizer``: its state dict; ``random``: the states of the generators by device.
    """

    batch: DeviceRows
    device: str
    training: bool
    weights: Mapping[str, torch.Tensor]
    gradients: Mapping[str, torch.Tensor]
    optimizer: Mapping[str, Any]
    random: Mapping[str, torch.Tensor]

    @classmethod
    def taken(
        cls, network: torch.nn.Module, optimizer: torch.optim.Optimizer, batch: DeviceRows, device: str
    ) -> Snapshot:
        """Everything as it is now, in memory of its own."""
        return cls(
            batch,
            device,
            network.training,
            {name: value.detach().clone() for name, value in network.state_dict().items()},
            {name: one.grad.clone() for name, one in network.named_parameters() if one.grad is not None},
            deepcopy(optimizer.state_dict()),
            random_states(device),
        )

    def with_weights_of(self, network: torch.nn.Module, optimizer: torch.optim.Optimizer) -> Snapshot:
        """The same rows, rate and random numbers, before which everything else is as it is now."""
        now = Snapshot.taken(network, optimizer, self.batch, self.device)
        groups = self.optimizer["param_groups"]
        return replace(now, optimizer={**now.optimizer, "param_groups": groups}, random=self.random)

    @property
    def size(self) -> int:
        """The bytes that it keeps; the rows are those of the training."""
        states = (part for state in self.optimizer["state"].values() for part in state.values())
        kept = [*self.weights.values(), *self.gradients.values(), *states]
        return sum(int(one.nbytes) for one in kept if hasattr(one, "nbytes"))

    def restored(self, network: torch.nn.Module, optimizer: torch.optim.Optimizer) -> Callable[[], object]:
        """Put the network and its optimizer back to where they were. Returns what makes a step of the optimizer."""
        self.load_weights(network)
        for name, parameter in network.named_parameters():
            found = self.gradients.get(name)
            parameter.grad = None if found is None else found.clone()
        optimizer.load_state_dict(deepcopy(dict(self.optimizer)))
        return step_function(optimizer)

    def load_weights(self, network: torch.nn.Module) -> None:
        """Put the weights and buffers of a network of the same kind to where they were, in its own precision."""
        import torch

        network.train(self.training)
        with torch.no_grad():
            for name, value in network.state_dict().items():
                value.copy_(self.weights[name])

    def chance(self) -> RngScope:
        """While entered, the generators give what they gave in the step; afterwards what they would have given."""
        scope = RngScope(self.device)
        scope.random = dict(self.random)
        return scope
