"""A thousand networks take no more memory than they may: there are as many chunks as that needs."""

from __future__ import annotations

import json
import sys

from tests.programs import finished

MEGABYTE = 2**20
HARDLY = 0.4
"""Of what a thousand networks at once take: what is kept of each of them is a quarter of that, more or less."""

MEASURING = """
import json
import psutil
from netbuilder.project import edits
from netbuilder.experiments import bias_variance; from netbuilder.ensemble import strategy
from netbuilder.ensemble.vmap_ensemble import VmapEnsemble
from netbuilder.files.read import read
import samples

project = edits.set_training(read(samples.path("five_points")), epochs=2, batch_size=64, device="cpu")
bias_variance.faster_way = lambda *_: VmapEnsemble
bias_variance.YIELD_SECONDS = 0.0
process = psutil.Process()

def peak(resamples, limit):
    strategy.CHUNK_BYTES, highest = limit, 0
    for told in bias_variance.BiasVariance(project, resamples=resamples).run():
        highest = max(highest, process.memory_info().rss)
        if isinstance(told, bias_variance.Began):
            at_once = told.at_once
    return at_once, highest

print(json.dumps([peak(50, 2**23), peak(1000, 2**23), peak(1000, 2**28)]))
"""


def test_a_smaller_limit_means_more_chunks_and_a_lower_peak() -> None:
    """Fifty networks and then a thousand within 8 MB at a time, and the thousand within 256 MB, in a process of their
    own: twenty times the networks take hardly more, unless they may."""
    done = finished([sys.executable, "-c", MEASURING], check=True)
    (few, low), (small, still_low), (large, high) = json.loads(done.stdout)
    assert few <= small < 150
    assert large == 1000
    assert high - still_low > 60 * MEGABYTE
    assert still_low - low < HARDLY * (high - still_low)
