"""Corrections of an entry: shown, made, proved, refused where the file changed, undone; findings accepted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from actes.finding import CannotGoOn, Finding
from actes.store.undo import last_kept, undo
from actes.tasks import mend
from actes.tasks.correction import Correction
from actes.tasks.examine import Examined
from actes.tasks.mend import WorkingCopy, accept
from mend.conftest import ACT, TODAY, entry


def checked(registry: Path) -> Examined:
    return WorkingCopy(registry, ACT, TODAY).mended


def corrections(registry: Path, findings: Iterable[Finding]) -> tuple[Correction, ...]:
    return tuple(WorkingCopy(registry, ACT, TODAY).corrections(findings))


def apply(registry: Path, chosen: Sequence[Correction], *, force: bool = False) -> Examined:
    return mend.apply(registry, ACT, lambda work: chosen, TODAY, force=force)


def every(registry: Path) -> tuple[Correction, ...]:
    return corrections(registry, checked(registry).findings)


def found(registry: Path, code: str) -> Finding:
    return next(one for one in checked(registry).findings if one.code == code)


def test_a_correction_is_shown_with_its_lines(registry: Path) -> None:
    (one,) = corrections(registry, [found(registry, "FOR103")])
    lines = entry(registry).read_text("utf-8").split("\n")
    assert lines[one.line - 1] == one.before
    assert one.before.replace("L 5211-10", "L. 5211-10") == one.after
    assert one.shown == f"registry/2025/{ACT}.yaml"


def test_only_these_characters_change(registry: Path) -> None:
    before = entry(registry).read_bytes()
    chosen = every(registry)
    assert len(chosen) > 3
    apply(registry, chosen)
    shown = {one.line: {other.after for other in chosen if other.line == one.line} for one in chosen}
    old, new = before.decode().split("\n"), entry(registry).read_bytes().decode().split("\n")
    for number, (line, now) in enumerate(zip(old, new, strict=True), 1):
        assert now in shown[number] if number in shown else now == line


def test_what_is_corrected_is_not_found_any_more(registry: Path) -> None:
    before = checked(registry).findings
    after = apply(registry, every(registry)).findings
    assert {one.code for one in after} < {one.code for one in before}
    assert not [fix for one in after for fix in one.fix]
    assert after == checked(registry).findings


def test_windows_line_ends_and_comments_stay(registry: Path) -> None:
    text = entry(registry).read_text("utf-8").replace("articles:\n", "articles:  # les articles\n", 1)
    entry(registry).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    before = entry(registry).read_bytes()
    chosen = every(registry)
    apply(registry, chosen)
    after = entry(registry).read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\r\n") == before.count(b"\r\n")
    assert b"# les articles\r\n" in after


def test_a_file_that_changed_meanwhile_is_not_written(registry: Path) -> None:
    text = entry(registry).read_text("utf-8") + "# une note\n"

    def chosen(work: WorkingCopy) -> Iterator[Correction]:
        yield from work.corrections(work.mended.findings)
        entry(registry).write_text(text, "utf-8")

    with pytest.raises(CannotGoOn, match="vient d'être enregistré"):
        mend.apply(registry, ACT, chosen, TODAY)
    assert entry(registry).read_text("utf-8") == text


def test_what_is_there_no_more_is_not_written(registry: Path) -> None:
    with pytest.raises(CannotGoOn, match="n'y est plus"):
        apply(registry, [])


def test_a_signed_act_is_left_as_it_was_signed(registry: Path) -> None:
    text = entry(registry).read_text("utf-8") + "signature: {date: 2025-05-12}\n"
    entry(registry).write_text(text, "utf-8")
    chosen = every(registry)
    with pytest.raises(CannotGoOn, match="est signé"):
        apply(registry, chosen)
    assert entry(registry).read_text("utf-8") == text
    apply(registry, chosen, force=True)
    assert entry(registry).read_text("utf-8") != text


def test_a_correction_that_brings_another_finding_is_refused(registry: Path) -> None:
    (one,) = corrections(registry, [found(registry, "FOR103")])
    assert one.fix is not None
    before = entry(registry).read_bytes()
    wrong = replace(one, edit=replace(one.edit, text="L. 2122-22"), fix=replace(one.fix, by="L. 2122-22"))
    with pytest.raises(CannotGoOn, match="une autre remarque viendrait"):
        apply(registry, [wrong])
    other = replace(one, edit=replace(one.edit, text="L. 5211-9"))
    with pytest.raises(CannotGoOn, match="ne dirait pas ce qui est montré"):
        apply(registry, [other])
    nothing = replace(one, edit=replace(one.edit, text="L"), fix=replace(one.fix, by=one.fix.words))
    with pytest.raises(CannotGoOn, match="la remarque resterait"):
        apply(registry, [nothing])
    assert entry(registry).read_bytes() == before


def test_a_correction_is_undone(registry: Path) -> None:
    before = entry(registry).read_bytes()
    assert last_kept(registry.parent) is None
    one, two, *_ = every(registry)
    apply(registry, [one])
    middle = entry(registry).read_bytes()
    apply(registry, corrections(registry, checked(registry).findings)[:1])
    assert two.fix is not None
    kept = last_kept(registry.parent)
    assert kept is not None
    assert two.fix.words in kept.what
    undo(registry.parent)
    assert entry(registry).read_bytes() == middle
    undo(registry.parent)
    assert entry(registry).read_bytes() == before
    with pytest.raises(CannotGoOn, match="rien à annuler"):
        undo(registry.parent)


def test_what_somebody_wrote_since_is_not_undone(registry: Path) -> None:
    apply(registry, every(registry))
    text = entry(registry).read_text("utf-8") + "# une note\n"
    entry(registry).write_text(text, "utf-8")
    with pytest.raises(CannotGoOn, match="changée depuis"):
        undo(registry.parent)
    assert entry(registry).read_text("utf-8") == text


@pytest.mark.parametrize("name", ["../ailleurs.yaml", "registry/../x.yaml", "templates/x.yaml", "registry/x.txt"])
def test_a_record_that_came_from_elsewhere_touches_nothing_else(registry: Path, name: str) -> None:
    apply(registry, every(registry)[:1])
    record = registry.parent / ".actes" / "avant" / "000001.json"
    record.write_text(record.read_text("utf-8").replace(f"registry/2025/{ACT}.yaml", name), "utf-8")
    assert last_kept(registry.parent) is None


def test_a_finding_is_accepted_with_its_reason(registry: Path) -> None:
    before = entry(registry).read_text("utf-8")
    wanted = found(registry, "PER101")
    after = accept(registry, ACT, wanted, "le partenaire a commencé plus tôt", "C. Charriaud", TODAY)
    (same,) = [one for one in after.findings if one.code == "PER101" and one.message == wanted.message]
    assert same.waived is not None
    assert (same.waived.motif, same.waived.par) == ("le partenaire a commencé plus tôt", "C. Charriaud")
    text = entry(registry).read_text("utf-8")
    assert text.startswith(before.rstrip("\n"))
    assert "le: 2025-06-01" in text
    undo(registry.parent)
    assert entry(registry).read_text("utf-8") == before


def test_of_several_findings_one_is_accepted(registry: Path) -> None:
    every_one = checked(registry).findings
    count = Counter(one.code for one in every_one)
    twice = next(same for code in count if len(same := [one for one in every_one if one.code == code]) > 1)
    after = accept(registry, ACT, twice[1], "voulu", "C. Charriaud", TODAY).findings
    assert [one.message for one in after if one.waived] == [twice[1].message]


def test_a_reason_and_a_name_are_asked(registry: Path) -> None:
    before = entry(registry).read_bytes()
    with pytest.raises(CannotGoOn, match="motif"):
        accept(registry, ACT, found(registry, "PER101"), " ", "C. Charriaud", TODAY)
    assert entry(registry).read_bytes() == before


def test_a_literal_becomes_a_reference_and_the_act_says_the_same(registry: Path) -> None:
    text = entry(registry).read_text("utf-8")
    typed = "courant du 1er janvier 2025 au 31 décembre 2026."
    assert text.count("courant {{ periode }}.") == 1
    entry(registry).write_text(text.replace("courant {{ periode }}.", typed), "utf-8")
    offered = [one for one in WorkingCopy(registry, ACT, TODAY).references() if typed in one.before]
    before = [document.text for document in checked(registry).documents]
    assert offered
    after = apply(registry, offered)
    assert [document.text for document in after.documents] == before
    assert entry(registry).read_text("utf-8") == text


def test_what_would_break_a_shared_file_is_refused(registry: Path) -> None:
    path = registry / "collectivite.yaml"
    path.write_text(path.read_text("utf-8").replace("DÉCIDE", "DECIDE", 1), "utf-8")
    before = path.read_bytes()
    (one,) = [one for one in every(registry) if one.path == path]
    assert (one.shown, one.finding and one.finding.code) == ("registry/collectivite.yaml", "FOR105")
    name = len("Saint-Flour Communauté")
    broken = replace(one, edit=replace(one.edit, path="nom", start=0, end=name, text=" "))
    with pytest.raises(CannotGoOn, match="ne pourrait plus être composé"):
        apply(registry, [broken])
    assert path.read_bytes() == before
    apply(registry, [one])
    assert path.read_bytes() == before.replace(b"DECIDE", "DÉCIDE".encode(), 1)
