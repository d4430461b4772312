"""How a run over many reports is to be done."""

from engine.model.struct import Struct


class How(Struct, frozen=True):
    """What the arguments say; ``None`` is what is usual."""

    workers: int | None = None
    resume: bool = False
    seconds: float | None = None
    megabytes: int | None = None
    cluster: str | None = None

    @property
    def is_limited(self) -> bool:
        """Whether somebody asked for limits, or for another machine: then even one report is a run."""
        return not (self.seconds is None and self.megabytes is None and self.cluster is None)
