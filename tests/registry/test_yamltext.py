"""Bytes and syntax: nodes that stay text, places, and bounds on what is read."""

from __future__ import annotations

import codecs

import pytest

from actes.place import Place
from actes.registry.decoding import MAX_BYTES, MAX_SHOWN, decode
from actes.registry.nodes import Mapping, Node, Scalar, Sequence
from actes.registry.syntax import parse_yaml


def parsed(text: str) -> Node:
    node, findings = parse_yaml(text, "a.yaml")
    assert findings == []
    assert node is not None
    return node


def names(text: str) -> list[str]:
    return [finding.name for finding in parse_yaml(text, "a.yaml")[1]]


def value(text: str) -> str:
    node = parsed(f"k: {text}\n")
    assert isinstance(node, Mapping)
    scalar = node.get("k")
    assert isinstance(scalar, Scalar)
    return scalar.text


# --- bytes


def test_utf8_with_or_without_its_mark() -> None:
    assert decode("nom: Carladès €".encode(), "a.yaml") == ("nom: Carladès €", [])
    assert decode(codecs.BOM_UTF8 + "nom: Carladès".encode(), "a.yaml") == ("nom: Carladès", [])
    assert decode(b"", "a.yaml") == ("", [])


@pytest.mark.parametrize(
    "data", ["nom: é".encode("utf-16"), "nom: é".encode("utf-16-le"), "nom: é".encode("utf-16-be"), codecs.BOM_UTF16_BE]
)
def test_utf16_is_named(data: bytes) -> None:
    text, (finding,) = decode(data, "a.yaml")
    assert text is None
    assert "UTF-16" in finding.message
    assert "UTF-8" in finding.hint


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        ("un: é\ndeux: œ".encode("cp1252"), Place("a.yaml", 1, 5), "« é »"),
        ("un: é\n".encode() + "deux: œuf".encode("cp1252"), Place("a.yaml", 2, 7), "« œ »"),
        (b"un: \x81", Place("a.yaml", 1, 5), "illisibles"),
        (b"un: \xc3", Place("a.yaml", 1, 5), "« Ã »"),
        (b"\xed\xa0\x80", Place("a.yaml", 1, 1), "« í »"),
    ],
)
def test_other_encodings_are_refused_where_they_show(data: bytes, place: Place, said: str) -> None:
    text, (finding,) = decode(data, "a.yaml")
    assert (text, finding.where, finding.name) == (None, place, "encodage")
    assert said in finding.message


def test_a_huge_file_is_not_read() -> None:
    text, (finding,) = decode(b"a" * (MAX_BYTES + 1), "a.yaml")
    assert (text, finding.name) == (None, "fichier-trop-gros")
    assert finding.message == "le fichier fait 1,0 Mo : le registre s'arrête à 1 Mo"
    assert names("a" * (MAX_BYTES + 1)) == ["fichier-trop-gros"]
    assert decode(b"a" * MAX_BYTES, "a.yaml")[0] is not None


ALLOWED = {*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x300), 0x20AC, 0x2019, 0x202F, 0x2026, 0x1D11E}


TRIED = [*range(0x100), 0x20AC, 0x2019, 0x200B, 0x2026, 0x2028, 0x2029, 0x202E, 0x202F, 0xFEFF, 0xFFFD, 0xD800, 0x1D11E]


def test_characters_that_an_act_cannot_carry() -> None:
    forbidden = [("caractere-interdit", Place("a.yaml", 2, 4))]
    for code in (code for code in TRIED if code not in (0x0A, 0x09)):
        node, findings = parse_yaml(f"k: |\n  a{chr(code)}b\n", "a.yaml")
        told = [(finding.name, finding.where) for finding in findings]
        assert told == ([] if code in ALLOWED else forbidden), hex(code)
        assert code in ALLOWED or node is None, hex(code)
        assert code == 0xFFFD or not any(chr(code) in finding.excerpt for finding in findings), hex(code)


def test_a_control_character_cannot_come_in_by_a_code() -> None:
    for code in ("\\x07", "\\0", "\\t", "\\e", "\\u200b", "\\L", "\\P", "\\N", "\\r", "\\a", "\\uFEFF"):
        assert names(f'k: "a{code}b"') == ["caractere-interdit"], code
    assert value('"a\\nb\\_c\\u00e9"') == "a\nb\u00a0cé"


def test_many_errors_are_not_all_shown() -> None:
    assert len(names("a: \x07\n" * 100)) == MAX_SHOWN
    assert len(names("\ta: b\n" * 100)) == MAX_SHOWN
    assert len(names("a: @b\n" * 100)) == MAX_SHOWN
    assert len(names("a: b\n" * 100)) == MAX_SHOWN


# --- syntax


@pytest.mark.parametrize(
    "text",
    ["06000", "01234567012345", "1234.10", "no", "14:30", "null", "~", "true", "1e3", "0x10", "2025-01-01", "=", "<<"],
)
def test_scalars_stay_text(text: str) -> None:
    assert value(text) == text


def test_nothing_is_the_empty_text() -> None:
    assert value("") == value("''") == value('""') == ""


def test_nodes_know_where_they_stand() -> None:
    text = "a:\n  - un\n  - {b: 'deux', c: [trois]}\nd: |\n  quatre\n"
    node = parsed(text)
    assert isinstance(node, Mapping)
    items = node.get("a")
    assert isinstance(items, Sequence)
    assert (items.place, items.place_at(3), items.flow) == (Place("a.yaml", 2, 3), Place("a.yaml", 2, 3), False)
    one, two = items.items
    assert one.place == Place("a.yaml", 2, 5)
    assert isinstance(two, Mapping)
    assert (two.flow, two.place, two.place_at(1)) == (True, Place("a.yaml", 3, 5), Place("a.yaml", 3, 5))
    assert text[two.start : two.end] == "{b: 'deux', c: [trois]}"
    assert isinstance(four := node.get("d"), Scalar)
    assert (four.place, four.place_at(0), four.style) == (Place("a.yaml", 4, 4), Place("a.yaml", 5, 3), "|")
    assert node.get("e") is None


def test_windows_line_ends_and_wide_characters_do_not_move_places() -> None:
    node = parsed("a: 𝄞\r\nb: é, 'x'\r\nc: |\r\n  𝄞𝄞x\r\n")
    assert isinstance(node, Mapping)
    assert [value.place.line for _, value in node.items] == [1, 2, 3]
    assert isinstance(last := node.get("c"), Scalar)
    assert (last.text, last.place_at(2)) == ("𝄞𝄞x\n", Place("a.yaml", 4, 5))


def test_nodes_are_quiet() -> None:
    assert "source" not in repr(parsed("a: b\n"))


def test_depth_is_bounded() -> None:
    assert names("a: " + "[" * 19 + "]" * 19) == []
    assert names("a: " + "[" * 20 + "]" * 20) == ["trop-imbrique"]
    for opening in ("[", "{a: ", "- ", "? ", "{", "a: ["):
        assert names(opening * 5000)[-1:] == ["trop-imbrique"], opening
    assert names("".join(f"{' ' * n}a:\n" for n in range(900)))[0] == "trop-imbrique"


def test_aliases_are_refused_before_they_grow() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    node, findings = parse_yaml(bomb, "a.yaml")
    assert {finding.name for finding in findings} == {"renvoi-yaml"}
    assert len(findings) == MAX_SHOWN
    assert isinstance(node, Mapping)
    assert len(node.items) == 40
    assert names("a: &a [*a]\n") == ["renvoi-yaml", "renvoi-yaml"]
    assert names("a: {<<: *b}\n") == ["renvoi-yaml"]


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.system [x]", "!!str x", "!x", "! x", "!!binary aGk="])
def test_tags_are_refused(tag: str) -> None:
    assert names(f"a: {tag}\n") == ["etiquette-yaml"]


def test_a_key_written_twice_keeps_the_rest() -> None:
    node, findings = parse_yaml("a: 1\nb: 2\na: 3\n", "a.yaml")
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.items] == ["a", "b"]
    assert [(finding.name, finding.where) for finding in findings] == [("cle-en-double", Place("a.yaml", 3, 1))]


def test_accented_keys_are_keys() -> None:
    node = parsed("périodicité: annuelle\n« à la fin »: oui\n")
    assert isinstance(node, Mapping)
    assert [key.text for key, _ in node.items] == ["périodicité", "« à la fin »"]


def test_hostile_lines_take_no_time() -> None:
    """Lengths that a careless regular expression would be quadratic on."""
    for line in (
        "a" + " " * 300_000 + "b: @x",
        "a: [" + "]" * 300_000 + " #x]y",
        "a: '" + "''" * 150_000 + "x' y",
        "a: @" + ": " * 200_000,
    ):
        assert names(line + "\nb: c\n")
    assert names("\n".join(["k: @x"] + [f"{' ' * (n % 7)}- 'x" for n in range(60_000)]))
