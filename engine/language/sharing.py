"""Files of other packs that are compiled on this pack's form: their rules, read as the header says."""

import re
from collections.abc import Mapping, Sequence

from engine.language import tree
from engine.model.citation import Citation
from engine.model.finding import SwitchedOff
from engine.model.struct import replace


def share(
    trees: Sequence[tree.File], shared: frozenset[str], header: tree.RulesetHeader | None
) -> tuple[list[tree.File], tree.RulesetHeader | None, tuple[SwitchedOff, ...]]:
    """The files as they read in this pack, the header without what is settled by that, and the rules left out.

    ``shared`` names those of the files that belong to other packs.
    """
    if header is None or not shared:
        return list(trees), header, ()
    reader = _Reader(header, [node for file in trees if file.name in shared for node in file.declarations])
    read = [replace(file, declarations=reader.declarations(file)) if file.name in shared else file for file in trees]
    rest = tuple(clause for clause in header.clauses if clause not in reader.off.values())
    off = tuple(
        SwitchedOff(rule.id.text, rule.title.value, clause.reason.value)
        for rule in reader.rules
        if (clause := reader.off.get(rule.id.text)) is not None
    )
    return read, replace(header, clauses=rest), off


class _Reader:
    """Reads shared declarations as a header says."""

    def __init__(self, header: tree.RulesetHeader, declarations: Sequence[tree.Declaration]) -> None:
        self.rules = [node for node in declarations if isinstance(node, tree.Rule)]
        ids = {rule.id.text for rule in self.rules}
        self.off: Mapping[str, tree.SwitchOff] = {
            clause.rule.text: clause
            for clause in header.clauses
            if isinstance(clause, tree.SwitchOff) and clause.rule.text in ids
        }
        self._words = {
            clause.there.value: clause.here.value for clause in header.clauses if isinstance(clause, tree.Reword)
        }
        # All at once, so that what was put in is not changed again.
        self._there = re.compile("|".join(map(re.escape, self._words)) or r"(?!)")
        self._rebased = [clause for clause in header.clauses if isinstance(clause, tree.Rebase)]

    def declarations(self, file: tree.File) -> tuple[tree.Declaration, ...]:
        """What a file declares, without the rules that are switched off."""
        return tuple(
            replace(node, clauses=tuple(map(self._clause, node.clauses))) if isinstance(node, tree.Rule) else node
            for node in file.declarations
            if not (isinstance(node, tree.Rule) and node.id.text in self.off)
        )

    def _clause(self, clause: tree.RuleClause) -> tree.RuleClause:
        if isinstance(clause, tree.Basis):
            return replace(clause, citation=self._citation(clause.citation))
        if isinstance(clause, tree.Example):
            return replace(clause, edits=tuple(map(self._edit, clause.edits)))
        return clause

    def _citation(self, citation: Citation) -> Citation:
        """The first that fits: the document and the article, or a document for all its articles."""
        for clause in self._rebased:
            there, here = clause.there, clause.here
            if there.document == citation.document and there.article in (None, citation.article):
                kept = here.article if here.article is not None or there.article is not None else citation.article
                return replace(here, article=kept, verified=here.verified and (citation.verified or kept is None))
        return citation

    def _edit(self, edit: tree.Edit) -> tree.Edit:
        target = edit.target
        if isinstance(target, tree.Text):
            target = replace(target, value=self._reworded(target.value))
        replacement = None if edit.replacement is None else self._reworded(edit.replacement)
        return replace(edit, target=target, replacement=replacement)

    def _reworded(self, text: str) -> str:
        return self._there.sub(lambda found: self._words[found.group()], text)
