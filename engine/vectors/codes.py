"""Truth, missing values and verdicts as small numbers, ordered so that the one that speaks for several is the greatest.

This is ``evaluation/logic.py``: what is not certain speaks before what is absent. ``LOOK`` is new: the columns do not
say, and the report has to be looked at by itself.
"""

FALSE, TRUE = 0, 1
KNOWN = 0
ABSENT, BLANK, UNSURE, LOOK = 2, 3, 4, 5

# How a fact stands in a column: as ``Status``, in its order, and then what no column holds.
FOUND, IS_BLANK, IS_MARK, IS_AMBIGUOUS, IS_ABSENT, UNFIT = range(6)
MISSING = (KNOWN, BLANK, UNSURE, UNSURE, ABSENT, LOOK)
"""The missing value that a fact of each standing is."""

NOT_APPLICABLE, PASSED, UNDETERMINED, OPEN, FAILED = range(5)
"""Verdicts of an instance; of a rule the greatest of its instances. ``OPEN``: not to be said from columns."""

EMPTINESS = 5
"""Of a rule that has no turn whose conditions are met: whether it has a turn at all is not to be said from columns."""
