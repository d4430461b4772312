"""How a run over many reports is to be done."""

from engine.model.struct import Struct


class How(Struct, frozen=True):
    """What the arguments say; ``None`` is what is usual."""

    workers: int | None = None
    resume: bool = False
    seconds: float | None = None
    megabytes: int | None = None

    @property
    def is_limited(self) -> bool:
        """Whether somebody asked for limits."""
        return self.seconds is not None or self.megabytes is not None
