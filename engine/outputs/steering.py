"""Characters of a document that would steer a terminal or turn the direction of writing: on a screen they are signs."""

_SIGN = "\ufffd"
_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if code != ord("\n"))
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
_STEERING = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), _SIGN)


def harmless(text: str) -> str:
    """The text with a sign in the place of each of them; as long as before."""
    return text if text.isprintable() else text.translate(_STEERING)
