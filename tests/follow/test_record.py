"""`actes record` on a copy of the register, with the mistakes that people make: nothing wrong is ever written."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import pytest

from actes.finding import CannotGoOn, Severity
from actes.model.following import Stated
from actes.store.writing import Rewritten, rewrite
from actes.tasks.follow import Recorded, record
from actes.values.receipt import Receipt

ROOT = Path(__file__).parents[2]
ACT, TODAY = "DEC2025-453", date(2025, 11, 24)
SIGNED, RECEIPT = date(2025, 7, 8), Receipt.parse("015-200066660-20250708-DEC2025-453-AU")
DEPUTY = """delegataires:
  dupont: {civilite: Monsieur, prenom: Jean, nom: Dupont, fonction: vice-président, debut: 2020-07-09}
"""


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """The register, with an act that nobody has signed yet."""
    folder = Path(shutil.copytree(ROOT / "registry", tmp_path / "registry"))
    path = entry(folder)
    text = path.read_text("utf-8")
    assert text.count("signature:\n  date: 2025-07-08\n") == 1
    text = text.replace("signature:\n  date: 2025-07-08\n", "", 1)
    path.write_bytes(text[: text.index("suivi:")].rstrip("\n").encode() + b"\n")
    return folder


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right that few people have")
def test_an_entry_that_is_a_link_stays_one(registry: Path, tmp_path: Path) -> None:
    """What is shared under two names is recorded for both."""
    target = tmp_path / "partage" / "acte.yaml"
    target.parent.mkdir()
    entry(registry).replace(target)
    entry(registry).symlink_to(target)
    recorded(registry, signed=SIGNED)
    assert entry(registry).is_symlink()
    assert "date: 2025-07-08" in target.read_text("utf-8")
    assert [path.name for path in target.parent.iterdir()] == ["acte.yaml"]


def entry(folder: Path) -> Path:
    return folder / "2025" / f"{ACT}.yaml"


def recorded(folder: Path, *, by: str | None = None, force: bool = False, **stated: object) -> Recorded:
    """What is recorded, knowingly: the act of these tests has the errors that it was signed with."""
    return record(folder, ACT, Stated(**stated), TODAY, by=by, force=force, knowingly=True)  # type: ignore[arg-type]


def refused(folder: Path, *, by: str | None = None, **stated: object) -> str:
    """The words of the refusal; the file has not changed."""
    before = entry(folder).read_bytes()
    with pytest.raises(CannotGoOn) as raised:
        recorded(folder, by=by, **stated)
    assert entry(folder).read_bytes() == before
    assert all(found.hint for found in raised.value.findings)
    return " / ".join(found.message.replace("’", "'") for found in raised.value.findings)


def added(folder: Path, before: str) -> list[str]:
    """The lines that were added, blank ones left out; no other has changed."""
    lines, old = entry(folder).read_bytes().decode().splitlines(keepends=True), before.splitlines(keepends=True)
    rest = iter(old)
    expected = next(rest, None)
    new = []
    for line in lines:
        if line == expected:
            expected = next(rest, None)
        else:
            new.append(line)
    assert expected is None
    return [line.rstrip() for line in new if line.strip()]


def test_all_at_once(registry: Path) -> None:
    before = entry(registry).read_bytes().decode()
    recorded(
        registry, signed=SIGNED, sent=SIGNED, received=date(2025, 7, 9), receipt=RECEIPT, published=date(2025, 7, 10)
    )
    assert added(registry, before) == [
        "signature:",
        "  date: 2025-07-08",
        "suivi:",
        "  transmission: 2025-07-08",
        "  reception: 2025-07-09",
        "  accuse_reception: 015-200066660-20250708-DEC2025-453-AU",
        "  publication: 2025-07-10",
    ]


def test_an_act_with_errors_is_signed_knowingly(registry: Path) -> None:
    before = entry(registry).read_bytes()
    with pytest.raises(CannotGoOn) as raised:
        record(registry, ACT, Stated(signed=SIGNED), TODAY)
    assert {"REG414", "PER101"} <= {found.code for found in raised.value.findings}
    assert {found.severity for found in raised.value.findings} == {Severity.ERREUR}
    assert any("--quand-meme" in (found.hint or "") for found in raised.value.findings)
    assert entry(registry).read_bytes() == before
    recorded(registry, signed=SIGNED)
    record(registry, ACT, Stated(published=SIGNED), TODAY)  # signed: it is corrected no more
    assert "publication: 2025-07-08" in entry(registry).read_text("utf-8")


def test_one_after_the_other_and_twice(registry: Path) -> None:
    recorded(registry, signed=SIGNED)
    recorded(registry, sent=SIGNED, receipt=RECEIPT)
    recorded(registry, published=SIGNED)
    text = entry(registry).read_bytes()
    again = recorded(registry, signed=SIGNED, sent=SIGNED, receipt=RECEIPT, published=SIGNED)
    assert len(again.changes) == 4
    assert all(change.known for change in again.changes)
    assert entry(registry).read_bytes() == text
    keys = [line.split(":")[0].strip() for line in text.decode().splitlines()[-4:]]
    assert keys == ["suivi", "transmission", "accuse_reception", "publication"]


def test_line_ends_and_mark_of_windows_stay(registry: Path) -> None:
    path = entry(registry)
    windows = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(windows)
    recorded(registry, signed=SIGNED, published=SIGNED)
    text = path.read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\n") == text.count(b"\r\n") >= windows.count(b"\n") + 4


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ({"signed": SIGNED, "published": date(2025, 7, 7)}, "publication le 07/07/2025, avant"),
        ({"signed": SIGNED, "sent": date(2025, 7, 7)}, "transmission à la préfecture le 07/07/2025, avant"),
        ({"signed": SIGNED, "sent": date(2025, 7, 9), "received": SIGNED}, "réception par la préfecture le"),
        ({"signed": date(2025, 11, 25)}, "qui n'est pas encore venu"),
        ({"signed": SIGNED, "published": date(2026, 7, 8)}, "la publication est datée du 8\xa0juillet\xa02026"),
        ({"published": SIGNED}, "ne dit pas quand l'acte a été signé"),
        ({"receipt": RECEIPT}, "ne dit pas quand l'acte a été signé"),
        ({"signed": date(2019, 7, 8)}, "personne n'est à la tête de la collectivité le 08/07/2019"),
        ({"signed": date(2025, 7, 9), "receipt": RECEIPT}, "date 8\xa0juillet\xa02025, l'acte : 9\xa0juillet\xa02025"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_not_written(registry: Path, stated: dict[str, object], said: str) -> None:
    assert said in refused(registry, **stated)


@pytest.mark.parametrize(
    ("identifier", "said"),
    [
        ("015-200066660-20250708-DEC2025-454-AU", "numéro DEC2025-454"),
        ("043-200066660-20250708-DEC2025-453-AU", "département 043"),
        ("015-779074822-20250708-DEC2025-453-AU", "SIREN 779"),
        ("015-200066660-20240708-DEC2025-453-AU", "date 8\xa0juillet\xa02024"),
        ("015-200066660-20250708-DEC2025-453-DE", "nature DE"),
    ],
)
def test_the_receipt_of_another_act(registry: Path, identifier: str, said: str) -> None:
    """Each part of the identifier counts."""
    message = refused(registry, signed=SIGNED, receipt=Receipt.parse(identifier))
    assert said in message
    assert message.count(", l'acte : ") == 1


def test_nothing_is_replaced_in_silence(registry: Path) -> None:
    recorded(registry, signed=SIGNED, receipt=RECEIPT, published=SIGNED)
    message = refused(registry, signed=date(2025, 7, 7), published=date(2025, 7, 9))
    assert "signature : la fiche dit déjà 8\xa0juillet\xa02025, et non 7\xa0juillet\xa02025" in message
    assert "publication : la fiche dit déjà 8\xa0juillet\xa02025, et non 9\xa0juillet\xa02025" in message
    forced = recorded(registry, published=date(2025, 7, 9), force=True)
    assert [change.conflict for change in forced.changes] == [True]
    assert "publication: 2025-07-09" in entry(registry).read_text("utf-8")
    with pytest.raises(CannotGoOn):  # an error is never forced
        recorded(registry, published=date(2025, 7, 7), force=True)


def test_who_signed(registry: Path) -> None:
    body = registry / "collectivite.yaml"
    body.write_text(DEPUTY + body.read_text("utf-8"), "utf-8")
    assert "« Jean Durand » n'est pas un signataire connu" in refused(registry, by="Jean Durand", signed=SIGNED)
    recorded(registry, by="monsieur dupont", signed=SIGNED)
    assert "signature:\n  date: 2025-07-08\n  par: dupont\n" in entry(registry).read_text("utf-8")
    assert "signataire : la fiche dit déjà dupont" in refused(registry, by="Céline Charriaud")
    recorded(registry, by="Céline CHARRIAUD", force=True)
    assert "par:" not in entry(registry).read_text("utf-8")


def test_a_head_no_longer_in_office(registry: Path) -> None:
    body = registry / "collectivite.yaml"
    former = (
        "  - {civilite: Monsieur, prenom: Paul, nom: Martin, fonction: président, debut: 2014-04-17, fin: 2020-07-08}\n"
    )
    body.write_text(body.read_text("utf-8").replace("executif:\n", f"executif:\n{former}"), "utf-8")
    assert "Paul Martin n'était pas à la tête" in refused(registry, by="Paul Martin", signed=SIGNED)


def test_an_entry_that_cannot_be_read(registry: Path) -> None:
    path = entry(registry)
    path.write_text(path.read_text("utf-8").replace("debut: 2025-01-01\n  fin", "debut: 2025-13-01\n  fin", 1), "utf-8")
    assert "2025-13-01" in refused(registry, signed=SIGNED)


def test_an_act_known_through_a_visa(registry: Path) -> None:
    """Its date is known: another one is a conflict, the same one changes nothing."""
    path = registry / "2020" / "DEL2020-273.yaml"
    before = path.read_bytes()
    same = record(registry, "DEL2020-273", Stated(signed=date(2020, 10, 13)), TODAY)
    assert [change.known for change in same.changes] == [True]
    with pytest.raises(CannotGoOn):
        record(registry, "DEL2020-273", Stated(signed=date(2020, 10, 14)), TODAY)
    assert path.read_bytes() == before


def test_an_entry_that_somebody_saves_meanwhile(registry: Path) -> None:
    path = entry(registry)
    read = path.read_bytes()
    path.write_bytes(read + b"# une note\n")
    with pytest.raises(CannotGoOn) as raised:
        rewrite({path: Rewritten(read, read + b"suivi: {}\n")})
    assert raised.value.status == 2
    assert path.read_bytes() == read + b"# une note\n"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_all_entries_or_none(registry: Path) -> None:
    paths = [entry(registry), registry / "2020" / "DEL2020-273.yaml"]
    before = [path.read_bytes() for path in paths]
    paths[1].chmod(0o444)
    with pytest.raises(CannotGoOn):
        rewrite({path: Rewritten(data, data + b"# fin\n") for path, data in zip(paths, before, strict=True)})
    assert [path.read_bytes() for path in paths] == before
