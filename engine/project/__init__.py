"""The project file ``gouji.toml`` beside the reports: packs, thresholds, rules changed or off, waivers.

Only ``find`` and ``acceptance`` are needed where there is none; the rest is imported when there is one.
"""
