"""A plane through the space of all weights: two weights, two random directions, or the two in which training moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from typing import TYPE_CHECKING

from netbuilder.messages import Message, say

if TYPE_CHECKING:
    import torch

    Shapes = Mapping[str, torch.Size]

SMALL = 1e-12


@dataclass(frozen=True)
class Plane:
    """``base``: (numbers,), where both coordinates are 0; ``directions``: (2, numbers); ``names``: of the axes."""

    base: torch.Tensor
    directions: torch.Tensor
    names: tuple[Message, Message]

    def at(self, places: torch.Tensor) -> torch.Tensor:
        """The weights (points, numbers) at places (points, 2)."""
        return self.base + places.to(self.directions.dtype) @ self.directions

    def places(self, weights: torch.Tensor) -> torch.Tensor:
        """Where weights (points, numbers) are, or of what lies beside the plane the nearest place: (points, 2)."""
        import torch

        moved = (weights - self.base) @ self.directions.T
        found: torch.Tensor = torch.linalg.solve(self.directions @ self.directions.T, moved.T).T
        return found


def number_names(shapes: Shapes) -> list[str]:
    """What each number of all weights is called, in their order: "dense_1.weight[0,1]"."""
    found = []
    for name, shape in shapes.items():
        places = product(*map(range, shape))
        found += [f"{name}[{','.join(map(str, place))}]" if place else name for place in places]
    return found


def through_two_weights(centre: torch.Tensor, numbers: tuple[int, int], names: Sequence[str]) -> Plane:
    """All other weights stay as they are at the centre; the coordinates are the values of these two."""
    import torch

    base, directions = centre.clone(), torch.zeros(2, len(centre))
    for axis, number in enumerate(numbers):
        base[number] = 0.0
        directions[axis, number] = 1.0
    first, second = (say("{name}", name=names[number]) for number in numbers)
    return Plane(base, directions, (first, second))


def through_random_directions(centre: torch.Tensor, shapes: Shapes, seed: int) -> Plane:
    """Two random directions whose filters are as long as those of the weights at the centre; biases do not move.

    Filter normalisation: Li et al., Visualizing the loss landscape of neural nets (2018), section 4. Where that
    leaves no plane, since no matrix has two numbers, they are two at right angles, as long as all weights together.
    """
    import torch

    generator = torch.Generator().manual_seed(seed)
    found = torch.stack([_by_filters(centre, shapes, generator) for _ in range(2)])
    if _area(found) < SMALL:
        found = torch.linalg.qr(torch.randn(len(centre), 2, generator=generator)).Q.T
        found = found * max(float(centre.norm()), 1.0) / found.norm(dim=1, keepdim=True)
    return Plane(centre, found, (say("first direction"), say("second direction")))


def _by_filters(centre: torch.Tensor, shapes: Shapes, generator: torch.Generator) -> torch.Tensor:
    import torch

    parts = []
    sizes = [shape.numel() for shape in shapes.values()]
    for values, shape in zip(torch.split(centre, sizes), shapes.values(), strict=True):
        drawn = torch.randn(values.shape, generator=generator)
        if len(shape) < 2:
            parts.append(drawn * 0)
            continue
        rows, wanted = drawn.view(shape[0], -1), values.view(shape[0], -1).norm(dim=1, keepdim=True)
        parts.append((rows * wanted / rows.norm(dim=1, keepdim=True).clamp(min=SMALL)).flatten())
    return torch.cat(parts)


def _area(directions: torch.Tensor) -> float:
    """Of what the two span: 0 where they are parallel."""
    import torch

    return float(torch.linalg.det(directions.double() @ directions.double().T))


def along_training(path: torch.Tensor) -> Plane:
    """The two directions in which training moved most, of length 1, through its end: (points, numbers).

    The principal components of the path, as in Li et al. (2018), section 7.
    """
    import torch

    centre = path[-1]
    _, sizes, directions = torch.linalg.svd((path - centre).double(), full_matrices=False)
    found = directions[:2].float()
    if len(found) < 2 or sizes[1] < SMALL * max(1.0, float(sizes[0])):
        # A straight path: any direction across it shows the valley.
        first = found[:1] if sizes[0] > SMALL else torch.eye(1, len(centre))
        across = torch.randn(len(centre), generator=torch.Generator().manual_seed(0))
        across = across - (across @ first[0]) * first[0]
        found = torch.stack([first[0], across / across.norm().clamp(min=SMALL)])
    return Plane(centre, found, (say("where training moved most"), say("where it moved next")))


def most_moved(paths: Sequence[torch.Tensor]) -> tuple[int, int]:
    """The two numbers that moved farthest along the paths, summed over its steps. There are at least two."""
    import torch

    far = sum(((after - before).abs() for path in paths for before, after in pairwise(path)), torch.zeros(()))
    first, second = torch.topk(far, 2).indices.tolist()
    return min(first, second), max(first, second)
