"""Hypothesis for all tests: a busy machine is no fault of the code, so no example has a deadline."""

from hypothesis import settings

settings.register_profile("gouji", deadline=None)
settings.load_profile("gouji")
