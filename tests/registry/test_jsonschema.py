"""The schemas of the register against the model, by a program that is not ours."""

import copy
import dataclasses
import json
import typing
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from actes.model.prose import Prose
from actes.registry.jsonschema import FILES, FOLDER, modeline, schema_text

ROOT = Path(__file__).parents[2]
REGISTRY = ROOT / "registry"
WORKSPACES = ROOT / "tests" / "fixtures" / "workspaces"
ENTRIES = sorted(p for folder in (REGISTRY, *WORKSPACES.glob("*/registry")) for p in folder.rglob("*.yaml"))


def kind(path: Path) -> str:
    return "collectivite" if path.stem == "collectivite" else "tiers" if path.parent.name == "tiers" else "acte"


class AsAnEditorReads(yaml.SafeLoader):
    """Numbers are numbers; « oui » and dates are words, as in YAML 1.2."""


AsAnEditorReads.yaml_implicit_resolvers = {
    first: [(tag, found) for tag, found in resolvers if tag.endswith((":int", ":float", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def wrong(name: str, data: Any) -> list[str]:
    judge = jsonschema.Draft7Validator(json.loads(schema_text(name)))
    return [f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in judge.iter_errors(data)]


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_are_schemas(name: str) -> None:
    jsonschema.Draft7Validator.check_schema(json.loads(schema_text(name)))


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: f"{path.parents[1].name}-{path.stem}")
@pytest.mark.parametrize("loader", [AsAnEditorReads, yaml.BaseLoader])
def test_every_entry_validates(path: Path, loader: type) -> None:
    data = yaml.load(path.read_text("utf-8"), loader)
    assert data
    assert wrong(kind(path), data) == []


def act() -> Any:
    return yaml.load((REGISTRY / "2025" / "DEC2025-453.yaml").read_text("utf-8"), AsAnEditorReads)


def test_mistakes_are_seen() -> None:
    assert wrong("acte", act()) == []
    for path, value in (
        (("type",), "decret"),
        (("peroide",), {}),
        (("periode", "début"), "2025-01-01"),
        (("signature",), "hier"),
        (("convention", "articles", 0, "tittre"), "x"),
        (("financement", "repartition", "lioran", "par"), "50 %"),
        (("preambule",), "vu"),
    ):
        data = copy.deepcopy(act())
        place = data
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert wrong("acte", data), path


@pytest.mark.parametrize("required", ["numero", "type", "objet"])
def test_what_is_required_is(required: str) -> None:
    data = act()
    del data[required]
    assert any(f"'{required}' is a required property" in one for one in wrong("acte", data))


def described(cls: type) -> Iterator[tuple[type, dataclasses.Field[Any], Any]]:
    """Every key of the model below a class, found by walking the dataclasses themselves."""
    queue, seen = [cls], set[type]()
    for one in queue:
        if one in seen:
            continue
        seen.add(one)
        hints = typing.get_type_hints(one)
        fields = [f for f in dataclasses.fields(one) if f.init]
        for field in [f for f in fields if "doc" in f.metadata] or fields:
            yield one, field, hints[field.name]
            queue += [t for t in types_in(hints[field.name]) if dataclasses.is_dataclass(t)]


def types_in(hint: Any) -> Iterator[type]:
    if isinstance(hint, type) and not typing.get_args(hint):
        yield hint
    for part in typing.get_args(hint):
        yield from types_in(part)


@pytest.mark.parametrize(("name", "cls"), FILES.items())
def test_schema_and_model_say_the_same(name: str, cls: type) -> None:
    records = json.loads(schema_text(name))["definitions"]
    counted = 0
    for owner, field, hint in described(cls):
        if owner.__name__ not in records:
            assert hasattr(owner, "parse") or owner is Prose  # a value that is typed: no keys
            continue
        record = records[owner.__name__]
        said = record["properties"][field.name]
        needed = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        assert (field.name in record["required"]) == needed
        assert said.get("description", "") == field.metadata.get("doc", "")
        assert bool(said.get("examples")) == bool(field.metadata.get("example"))
        words = [word.value for kind in types_in(hint) if issubclass(kind, StrEnum) for word in kind]
        enum = [word for word in said.get("enum", []) if isinstance(word, str)]
        assert enum == words or bool in set(types_in(hint)) or "anyOf" in said
        counted += 1
    assert counted == sum(len(record["properties"]) for record in records.values())
    assert counted >= 15


@pytest.mark.parametrize("name", FILES)
def test_the_schemas_of_the_registry_are_current(name: str) -> None:
    """`actes schema` writes them."""
    assert (REGISTRY / FOLDER / f"{name}.json").read_bytes() == schema_text(name).encode()


def test_every_entry_of_the_registry_names_its_schema() -> None:
    files = sorted(REGISTRY.rglob("*.yaml"))
    assert len(files) > 5
    for path in files:
        depth = len(path.relative_to(REGISTRY).parts) - 1
        assert path.read_text("utf-8").splitlines()[0] == modeline(kind(path), depth)
        assert (path.parent / path.read_text("utf-8").splitlines()[0].partition("=")[2]).resolve().is_file()
