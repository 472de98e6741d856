"""One click on a remedy: the project is edited, trained again, and compared with the run before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netbuilder.errors import UserError
from netbuilder.runs.comparison import same_validation_rows
from ui.diagnosis.diagnosis_strip import DiagnosisStrip
from ui.diagnosis.finding_out import FindingOut
from ui.diagnosis.further_looks import FurtherLooks
from ui.diagnosis.live_diagnosis import LiveDiagnosis
from ui.diagnosis.remedy_list import OfferedRemedy
from ui.diagnosis.remedy_outcomes import Attempt, Comparison, brought, rank, restored, under_way
from ui.diagnosis.remedy_trials import RemedyTrials
from ui.language.text import shown, typeset
from ui.project.bridge import Bridge
from ui.training.run_control import RunControl
from ui.training.worker import Worker

if TYPE_CHECKING:
    from netbuilder.remedies.examination import Examination
    from netbuilder.remedies.offers import Remedy
    from netbuilder.runs.folder import Run

BEST_HELPS = ("overfitting", "diverging", "noisy")
"""The states of which the best epoch is free, or freer."""


class RemedyControl(QObject):
    """Fills the strip, and does what is clicked there. ``show_run`` says which run the window shows."""

    changed = Signal()
    """Other remedies are offered."""
    turned = Signal(object)
    """The Turn since which the run overfits, or None."""

    def __init__(self, bridge: Bridge, worker: Worker, runs: RunControl, strip: DiagnosisStrip) -> None:
        super().__init__(bridge)
        self._bridge, self._worker, self._runs, self._strip = bridge, worker, runs, strip
        self._diagnosing = LiveDiagnosis(bridge, worker)
        self.trials = RemedyTrials(bridge, worker)
        self.finding = FindingOut(bridge, worker, self._diagnosing)
        self.further = FurtherLooks(bridge, worker, self._diagnosing)
        self._order: list[str] = []
        self._vain: set[str] = set()
        self._untried = ""
        self._found: Examination | None = None
        self._epoch: int | None = None
        self._trying = False
        self._attempt: Attempt | None = None
        self._waiting: Remedy | None = None
        self._comparison: Comparison | None = None
        self._diagnosing.found.connect(self._show)
        self.trials.changed.connect(self._offer)
        self.finding.changed.connect(self._offer)
        self.finding.changed.connect(self._say_outcome)
        self.further.changed.connect(self._look_further)
        strip.left.connect(self._offer)
        bridge.changed.connect(lambda _change: self._say_outcome())
        worker.started.connect(lambda _started: self._begin())
        worker.state_changed.connect(lambda _state: None if worker.trying else self._offer())
        worker.finished.connect(lambda _finished: self._end())
        worker.failed.connect(lambda _message: self._fail())

    @property
    def busy(self) -> bool:
        """Whether something more is about to be said."""
        return self._diagnosing.busy or self.further.busy

    @property
    def found(self) -> Examination | None:
        """What is found of the run that is shown; None where it follows, or there is none."""
        return self._found

    def show_run(self, run: Run | None) -> None:
        """The window shows this run now: it is diagnosed."""
        self._trying = self._trying and self._worker.state != "idle"
        self._diagnosing.show_run(run)

    def look_at(self, epoch: int | None) -> None:
        """Say what was to be said at this epoch of the run, and offer nothing; None: what is to be said of it now."""
        self._epoch = epoch
        self._show(self._found)

    def apply(self, remedy: Remedy) -> None:
        """Do the edit, and train. A training under way is stopped first; what it has reached is kept."""
        if self._worker.state in ("running", "paused"):
            self._waiting = remedy
            self._worker.stop()
        if self._worker.state != "idle":
            return
        before = self._bridge.project
        try:
            after = remedy.edit(before)
        except UserError as error:
            self._bridge.refuse(error)
            return
        self._bridge.edit(after, remedy.title)
        self._attempt = Attempt(remedy, before, after)
        self._runs.train()

    def keep_apart(self, others: Callable[[], bool]) -> None:
        """Try nothing while ``others`` says that something else computes which that would slow down or disturb."""
        self.trials.others = lambda: others() or self.finding.busy or self.further.busy
        self.finding.keep_apart(lambda: others() or self.trials.trying or self.further.trying)
        self.further.others = lambda: others() or self.trials.trying

    def leave_alone(self) -> None:
        """Stop what is tried, and wait until nothing is computed any more. May be called from any thread."""
        self.trials.leave_alone()
        self.finding.leave_alone()
        self.further.leave_alone()

    def close(self) -> None:
        """The window closes."""
        self.trials.close()
        self.finding.close()
        self.further.close()

    def undo(self) -> None:
        """Take the last remedy back; the run before it is shown again."""
        comparison = self._comparison
        if comparison is not None and comparison.stands(self._bridge.project):
            self._bridge.document.undo()

    def _show(self, found: Examination | None) -> None:
        self._found, subject = found, self._diagnosing.subject
        if subject is None:
            self._strip.hide()
        elif self._trying:
            self._strip.hold(self.tr("Trying"), self.tr("The trial is judged when you release the slider."))
        elif found is None:
            number = subject.run.number if subject.run is not None else 0
            self._strip.wait(self.tr("Analyzing run {run} …").format(run=number))
        else:
            self.further.consider(None if self._worker.state != "idle" else found)
            self._say(found)
        self.turned.emit(found.diagnosis.turn if found is not None else None)
        self._consider()
        self._offer()
        self._say_outcome()

    def _say(self, found: Examination) -> None:
        past = self._diagnosing.at(self._epoch) if self._epoch is not None else None
        if past is not None:
            self._strip.say(past, self.tr("(At epoch {epoch}.)").format(epoch=self._epoch))
        else:
            self._strip.say(found.diagnosis, shown(found.note) if found.note is not None else self._looking())

    def _looking(self) -> str:
        """How far the further trainings are that may change what is said."""
        done, count = self.further.progress
        if not self.further.busy:
            return ""
        return self.tr("(Trying more epochs and other splits: {done} of {count}.)").format(done=done, count=count)

    def _look_further(self) -> None:
        if self._found is not None:
            self._say(self._found)

    def _consider(self) -> None:
        """Have the remedies tried, where one training takes no longer than can be waited for."""
        found, subject, project = self._found, self._diagnosing.subject, self._bridge.project
        self._untried = ""
        self.finding.follow(found)
        if found is None or subject is None or self._trying or not found.remedies:
            self.trials.forget()
            return
        from netbuilder.remedies.trial import expected_seconds, too_long

        alone = expected_seconds(subject.records, project)
        if too_long(subject.records, project):
            self.trials.forget()
            self._untried = self.tr(
                "Not tried: one training takes about {seconds} s, too long to repeat with several seeds."
            ).format(seconds=f"{alone:.0f}")
        else:
            self.trials.consider(project, found.remedies, alone=alone)

    def _offer(self) -> None:
        lead = self._verdict() if self._worker.state == "idle" else self.tr("Stop and try:")
        self._strip.offer(tuple(self._offers()), lead, self._note())
        self.changed.emit()

    def _verdict(self) -> str:
        """Of all remedies, once each has been tried."""
        found, trials = self._found, self.trials
        if found is None or not found.remedies or self._untried or trials.problem is not None:
            return ""
        tried = [trials.of(remedy) for remedy in found.remedies]
        if any(one is None or not one.whole or one.helps for one in tried):
            return ""
        return self.tr("Nothing that was tried surely helps.")

    def _note(self) -> str:
        """What is said above the list of how the remedies were tried."""
        done, count = self.trials.progress
        if self._untried or self._found is None or not self._found.remedies:
            return self._untried
        if self.trials.problem is not None:
            return self.tr("Not tried: {reason}").format(reason=shown(self.trials.problem))
        if done < count and self._worker.state in ("running", "stopping"):
            return self.tr("Remedies are tried when nothing trains.")
        if done < count:
            return self.tr("Trying all of them in the background: {done} of {count} trainings.").format(
                done=done, count=count
            )
        if self.trials.fewest < self.trials.seeds:
            return self.tr(
                "Tried with {fewest} to {seeds} seeds each, as time allows: validation loss at the end, before → after."
            ).format(fewest=self.trials.fewest, seeds=self.trials.seeds)
        return self.tr("Tried with {seeds} seeds each: validation loss at the end, before → after.").format(
            seeds=self.trials.seeds
        )

    def _offers(self) -> Iterator[OfferedRemedy]:
        found, state = self._found, self._worker.state
        if found is None or state == "stopping" or self._epoch is not None or self._trying:
            return
        if state == "idle":
            yield from self._surer(found)
        run = self._diagnosing.subject.run if self._diagnosing.subject is not None else None
        if state == "idle" and run is not None and run.restored:
            yield self._back(run)
        elif state == "idle" and run is not None and found.note is None and found.diagnosis.state in BEST_HELPS:
            yield from self._best(run)
        if state == "idle":
            yield from self.finding.offers(found)
        after = "" if state == "idle" else self.tr("This stops the current training and saves it.")
        for remedy in self._in_order(found.remedies):
            why, trial = " ".join(filter(None, (shown(remedy.why), after))), self.trials.of(remedy)
            said = "" if self._untried else brought(trial, self.trials.fewest)
            helped = trial is not None and trial.helps
            act = partial(self.apply, remedy)
            quick = str(remedy.title) not in self._vain
            yield OfferedRemedy(shown(remedy.name), shown(remedy.title), why, act, said, helped, quick)

    def _surer(self, found: Examination) -> Iterator[OfferedRemedy]:
        """More validation rows, where the diagnosis stays open for want of them though all that is tried beside the
        window has been."""
        surer = found.surer
        if surer is not None and not self.further.busy:
            untried = self.tr("Nothing to try: it changes what is measured")
            yield OfferedRemedy(
                shown(surer.name), shown(surer.title), shown(surer.why), partial(self.apply, surer), untried
            )

    def _in_order(self, remedies: Sequence[Remedy]) -> list[Remedy]:
        """What helped most first; what was tried in vain has no button. While the user is at the buttons, they stay
        where they are."""
        if not self._strip.touched or {str(remedy.title) for remedy in remedies} != set(self._order):
            known = {str(remedy.title): self.trials.of(remedy) for remedy in remedies}
            self._order = sorted(known, key=lambda title: rank(known[title]))
            self._vain = {title for title, one in known.items() if one is not None and one.judged and not one.helps}
        return sorted(remedies, key=lambda remedy: self._order.index(str(remedy.title)))

    def _back(self, run: Run) -> OfferedRemedy:
        """From the epoch that was restored to the end of the run again."""
        last = run.record(run.end or len(run.records))
        return OfferedRemedy(
            self.tr("Back to epoch {epoch}").format(epoch=last.epoch),
            self.tr("Back to epoch {epoch}, the last").format(epoch=last.epoch),
            self.tr("This undoes the restore: the loss is {loss} there. Nothing is retrained.").format(
                loss=typeset(f"{last.judged_by:.3g}")
            ),
            partial(self._runs.restore, run, last.epoch),
        )

    def _best(self, run: Run) -> Iterator[OfferedRemedy]:
        """The best epoch of the run that is shown, where it is not its end."""
        if run.best_epoch is None or not run.has_better:
            return
        low, high = run.record(run.best_epoch).judged_by, run.record(run.end or len(run.records)).judged_by
        yield OfferedRemedy(
            self.tr("Restore epoch {epoch}").format(epoch=run.best_epoch),
            self.tr("Restore epoch {epoch}, the best").format(epoch=run.best_epoch),
            self.tr("The loss was {low} there and is {high} at the end. Nothing is retrained.").format(
                low=typeset(f"{low:.3g}"), high=typeset(f"{high:.3g}")
            ),
            partial(self._runs.restore, run),
        )

    def _begin(self) -> None:
        """A training that begins with another project than a remedy has made is no attempt with it."""
        self._trying = self._worker.trying
        if self._trying:
            self._show(self._found)
            return
        if self._attempt is not None and self._worker.project is not self._attempt.after:
            self._attempt = None
        self._comparison = None
        self._say_outcome()

    def _end(self) -> None:
        """The run is shown by now; a remedy that waited for its end is tried."""
        before, after = self._diagnosing.before, self._diagnosing.subject
        attempt, self._attempt = self._attempt, None
        if (
            before is not None
            and after is not None
            and after.records
            and not self._worker.trying
            and (attempt is not None or same_validation_rows(before.project, after.project))
        ):
            self._comparison = Comparison(before, after, attempt)
        self._say_outcome()
        self._runs.turn_back()  # the remedy may have been undone while it was tried
        remedy, self._waiting = self._waiting, None
        if remedy is not None:
            self.apply(remedy)

    def _fail(self) -> None:
        self._attempt = self._waiting = None
        self._say_outcome()

    def _say_outcome(self) -> None:
        subject, comparison = self._diagnosing.subject, self._comparison
        if subject is None or self._trying:
            self._strip.tell("")
        elif self._diagnosing.live:
            self._strip.tell(under_way(self._diagnosing.before, self._attempt))
        elif self.finding.words(self._found):
            self._strip.tell(self.finding.words(self._found))
        elif subject.run is not None and subject.run.restored and subject.run.epoch is not None:
            self._strip.tell(restored(subject.run, subject.run.epoch))
        elif comparison is not None and comparison.after.same(subject):
            self._strip.tell(comparison.words(), self.undo if comparison.stands(self._bridge.project) else None)
        else:
            self._strip.tell("")
