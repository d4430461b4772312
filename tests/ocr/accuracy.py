"""Values of scanned reports: how many are read right, how many are flagged as not certain, how many are wrong."""

from random import Random

from tests.ocr.scans import Spoiling, printed, scanned
from tests.round_trip.judging import FORMS, Draft, Trip, judge
from tests.support.forms import annual_report_form
from tests.support.reports import YEAR, Layout, Zeros, make


def scan(spoiling: Spoiling, random: Random) -> Trip:
    """A compliant report, printed, scanned and read."""
    report = make(random, random.choice((Layout.TWO, Layout.THREE)), Zeros.SOME)
    draft = Draft(report.items, dict(report.truth), annual_report_form(FORMS[YEAR]))
    return judge(draft, scanned(printed(report.items, spoiling.dpi), spoiling, random), "report.tif")
