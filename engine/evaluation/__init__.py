"""Checked rules x the facts of one report -> outcomes with their evidence."""

from engine.evaluation.applies import applies
from engine.evaluation.elsewhere import in_doubt, not_received
from engine.evaluation.evaluate import evaluate

__all__ = ["applies", "evaluate", "in_doubt", "not_received"]
