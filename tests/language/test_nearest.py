from engine.language.nearest import distance, nearest


def test_distance_counts_edits_and_swaps() -> None:
    assert distance("新受", "新收") == 1
    assert distance("abcd", "abdc") == 1
    assert distance("", "abc") == 3
    assert distance("同", "同") == 0


def test_nearest_is_near_or_nothing() -> None:
    assert nearest("新受", ["总计", "新收", "新手"]) == "新收"
    assert nearest("received", ["recieved", "reversed"]) == "recieved"
    assert nearest("办理", ["办理总计", "新收"]) == "办理总计"
    assert nearest("甲", ["乙"]) is None
    assert nearest("完全不同", ["新收", "总计"]) is None
