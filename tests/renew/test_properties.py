"""Whatever act is renewed, whenever: the former entry is as it was, the new one loads, nothing else moves."""

from __future__ import annotations

import difflib
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actes.model.edits import Put
from actes.renew.choices import Given
from actes.renew.plan import plan
from actes.tasks.renewing import renew, source
from actes.values.durations import Duration, Unit
from actes.values.periods import Period
from renew.support import REGISTRY, TODAY, WORKSPACES, copied, edit, findings, loaded, renewed

ACTS = [
    (REGISTRY, "DEC2025-453"),
    (WORKSPACES / "epci" / "registry", "DEC2025-031"),
    (WORKSPACES / "epci" / "registry", "DEC2025-061"),
    (WORKSPACES / "epci" / "registry", "DEC2025-058"),
    (WORKSPACES / "epci" / "registry", "DEC2019-077"),
    (WORKSPACES / "epci" / "registry", "DEC2025-012"),
    (WORKSPACES / "epci" / "registry", "ARR2025-007"),
    (WORKSPACES / "commune" / "registry", "DEC2025-009"),
    (WORKSPACES / "commune" / "registry", "DEC2025-011"),
    (WORKSPACES / "commune" / "registry", "ARR2025-014"),
    (WORKSPACES / "commune-1990" / "registry", "DEC2025-021"),
]
AVENANTS = [
    (REGISTRY, "DEC2025-453"),
    (WORKSPACES / "epci" / "registry", "DEC2025-031"),
    (WORKSPACES / "epci" / "registry", "DEC2025-044"),
    (WORKSPACES / "epci" / "registry", "DEC2025-061"),
]


def contents(registry: Path) -> dict[str, bytes]:
    return {path.relative_to(registry).as_posix(): path.read_bytes() for path in registry.rglob("*") if path.is_file()}


@pytest.mark.parametrize(("registry", "identifier"), ACTS, ids=lambda value: value if isinstance(value, str) else "")
def test_every_act_that_has_a_text_can_be_renewed(registry: Path, identifier: str, tmp_path: Path) -> None:
    copy = copied(tmp_path, registry)
    before = contents(copy)
    made = renewed(copy, identifier)
    after = contents(copy)
    assert {name: data for name, data in after.items() if name in before} == before
    assert len(after) == len(before) + 1
    act = loaded(copy, made.identifier).actes[made.identifier]
    assert act.renouvelle == identifier
    assert identifier in [name for motif in act.preambule for name in motif.actes]
    assert act.suivi == type(act.suivi)()
    assert act.ecarts_acceptes == ()
    assert act.jour is None
    asked = findings(copy, made.identifier, "REN101")
    assert len(asked) == len(made.confirms)
    assert [found.message for found in asked if "retirez cette ligne de" in found.hint[:25]] == []


@pytest.mark.parametrize(("registry", "identifier"), ACTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_renewal_is_renewed(registry: Path, identifier: str, tmp_path: Path) -> None:
    copy = copied(tmp_path, registry)
    first = renewed(copy, identifier)
    period = loaded(copy, first.identifier).actes[first.identifier].periode
    later = date(2029, 1, 15)
    second = renewed(copy, first.identifier, later)
    act = loaded(copy, second.identifier).actes[second.identifier]
    assert act.renouvelle == first.identifier
    cited = [name for motif in act.preambule for name in motif.actes]
    assert cited.index(identifier) < cited.index(first.identifier)
    if period is not None and act.periode is not None:
        assert period.period.fin < act.periode.period.debut
        assert act.periode.period.duree == period.period.duree or period.period.duree.mois is None
    champs = [(line.champ, line.mots) for line in act.a_confirmer]
    assert len(champs) == len(set(champs))  # the lines of the first renewal are not there twice


@pytest.mark.parametrize(("registry", "identifier"), AVENANTS, ids=lambda v: v if isinstance(v, str) else "")
def test_a_convention_is_extended(registry: Path, identifier: str, tmp_path: Path) -> None:
    copy = copied(tmp_path, registry)
    before = contents(copy)
    base = loaded(copy, identifier).actes[identifier].modifie or identifier
    made = renewed(copy, identifier, avenant=True)
    assert all(contents(copy)[name] == data for name, data in before.items())
    act = loaded(copy, made.identifier).actes[made.identifier]
    assert act.modifie == base
    assert act.renouvelle == ""
    assert not act.annexes
    assert act.convention is not None
    assert act.convention.nom.startswith("l'avenant n°")


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8-sig").splitlines()


@pytest.mark.parametrize(("registry", "identifier"), ACTS, ids=lambda value: value if isinstance(value, str) else "")
def test_lines_that_no_edit_names_are_the_same(registry: Path, identifier: str, tmp_path: Path) -> None:
    """Every line of the former entry that is not in the new one belongs to a field that the edits name."""
    copy = copied(tmp_path, registry)
    (old,) = copy.rglob(f"{identifier}.yaml")
    old.write_bytes(old.read_bytes().replace(b"\n", b"\r\n"))  # as Windows writes
    made = renewed(copy, identifier)
    assert b"\n" not in made.path.read_bytes().replace(b"\r\n", b"")
    lines = _lines(old)
    register = source(copy, identifier)
    named = {edit.path for edit in made.plan.edits} | {""}
    places = register.places[identifier]
    touched: set[int] = set()
    for path in named - {""}:
        node = places.get(path)
        if node is None:
            continue
        start = node.place_at(0).line or 0
        text = node.source.text[node.start : node.end]  # type: ignore[attr-defined]
        touched |= set(range(start - 1, start + text.count("\n") + 1))
    for tag, first, last, _, _ in difflib.SequenceMatcher(None, lines, _lines(made.path), autojunk=False).get_opcodes():
        if tag in ("replace", "delete"):
            left = [n for n in range(first + 1, last + 1) if n not in touched and lines[n - 1].strip()]
            assert all(lines[n - 1].lstrip().startswith("#") for n in left), [lines[n - 1] for n in left]


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.sampled_from([ACTS[0], ACTS[2], ACTS[8], ACTS[10]]),
    st.dates(date(2020, 7, 15), date(2031, 12, 31)),
    st.one_of(
        st.sampled_from([12, 18, 24, 1, 36]).map(lambda n: Duration(n, Unit.MOIS)),
        st.integers(5, 900).map(lambda n: Duration(n, Unit.JOUR)),
    ),
    st.dates(date(2026, 4, 20), date(2033, 12, 31)),
)
def test_any_period_at_any_time(act: tuple[Path, str], start: date, duration: Duration, today: date) -> None:
    registry, identifier = act
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder), registry)
        (old,) = copy.rglob(f"{identifier}.yaml")
        if identifier in ("DEC2025-453", "DEC2025-011") and duration.mois is None:
            duration = Duration(max(1, duration.nombre // 30), Unit.MOIS)  # a cost a year of a number of days: no price
        end = Period.starting(start, duration).fin.isoformat()
        edit(old, [Put("periode", {"debut": start.isoformat(), "fin": end})])
        before = old.read_bytes()
        made = renew(copy, identifier, Given(), today)
        assert old.read_bytes() == before
        new = loaded(copy, made.identifier).actes[made.identifier]
        assert new.periode is not None
        own = Period.starting(start, duration)
        assert new.periode.period.debut > own.fin
        if own.duree.mois is not None:
            assert new.periode.period == own.next_period()


def test_the_same_answers_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = copied(tmp_path / "a"), copied(tmp_path / "b")
    assert renewed(one, "DEC2025-453").path.read_bytes() == renewed(other, "DEC2025-453").path.read_bytes()


def test_a_plan_changes_nothing(tmp_path: Path) -> None:
    copy = copied(tmp_path)
    before = contents(copy)
    register = source(copy, "DEC2025-453")
    from actes.renew.choices import choose

    plan(register, "DEC2025-453", choose(register, "DEC2025-453", Given(), TODAY), TODAY)
    assert contents(copy) == before
