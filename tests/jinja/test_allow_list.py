"""What prose and templates may say, what they may not, and what they are told: message, hint, character."""

from __future__ import annotations

import pytest

from actes.jinja import TemplateError, TemplateProblem, parse
from jinja.scopes import FILTERS, SCOPE, walked

GOOD = [
    ("", ""),
    ("sans accolade", "sans accolade"),
    ("{ une seule } et }} seules", "{ une seule } et }} seules"),
    ("le {{ jour }}", "le 8 juillet"),
    ("{{ annee }}{{ annee }}", "20252025"),
    ("{{ tiers.nom }} à {{ tiers.ville }}, {{ tiers.court }}", "Orange à Paris, Ora"),
    ("{{ parties.ct.nom }}", "Cantal Destination"),
    ("{{ sorte.article }} {{ sorte }}", "la décision"),
    ("{{ jour | maj }}", "8 JUILLET"),
    ("{{ jour | maj | entre('(') }}", "(8 JUILLET)"),
    ("{{ jour | entre('<', droite='>') }}", "<8 juillet>"),
    ('{{ article("duree") }}', "article 8"),
    ("{{ 'texte' }}{{ 3 }}", "texte3"),
    ("{% if vide %}a{% elif jour == '8 juillet' %}b{% else %}c{% endif %}", "b"),
    ("{% if vide %}a{% endif %}", ""),
    ("{% if not vide and oui or vide %}a{% else %}b{% endif %}", "a"),
    ("{% if 'A' in noms %}a{% endif %}{% if 'Z' not in noms %}z{% endif %}", "az"),
    ("{% if annee != 2024 %}a{% endif %}", "a"),
    ("{% for n in noms %}{{ n }}{% if not loop.last %}, {% endif %}{% endfor %}", "A, B, C"),
    ("{% for n in noms %}{{ loop.index }}{% if loop.first %}er{% endif %} {% endfor %}", "1er 2 3 "),
    ("{% for g in groupes %}{% for n in g %}{{ n }}{% endfor %};{% endfor %}", "AB;C;"),
    ("{% for n in noms %}{% endfor %}fin", "fin"),
    ("{% for p in parties %}{{ p.nom }}, {% endfor %}", "Cantal Destination, Saint-Flour, "),
    ("a {%- if oui %} b {% endif -%} c", "a b c"),
    ("a {# une remarque #} b", "a  b"),
    ("fin de ligne\n", "fin de ligne\n"),
    ("{{ tiers.ville or jour }}, {{ vide or jour }}, {{ vide and jour }}", "Paris, 8 juillet, "),
]

CALCULATION = ("ce calcul n'est pas permis dans un texte", "nommez un fait de la fiche : il est déjà calculé")
CALL = ("cet appel n'est pas permis", 'écrivez par exemple {{ article("financement") }}')
COMPARISON = ("cette comparaison n'est pas permise", "seuls ==, !=, in et not in le sont")
FOR = ("cette forme de « for » n'est pas permise", "écrivez {% for x in liste %} … {% endfor %}")
NESTED = ("ce texte est trop imbriqué", "simplifiez-le")
HINT = "écrivez {{ nom }} ou {{ nom | filtre }}, {% if nom %} … {% endif %}, {% for x in liste %} … {% endfor %}"
CONSTANT = "écrivez un texte entre guillemets ou un nom de fait"
FILTERS_SAID = "noms possibles : entre, exigeant, maj"


def tag(name: str) -> tuple[str, str]:
    return f"« {{% {name} %}} » n'est pas permis ici", "seuls if et for le sont"


def sign(typed: str) -> tuple[str, str]:
    hint = 'entre accolades, les guillemets sont droits : {{ article("financement") }}'
    return f"le signe « {typed} » n'a pas sa place entre des accolades", hint


REFUSED = [  # source, message, hint, offset
    ("{{ 'x' * 10**8 }}", *CALCULATION, 0),
    ("é {{ annee + 1 }}", *CALCULATION, 2),
    ("{{ annee - 1 }}", *CALCULATION, 0),
    ("{{ -annee }}", *CALCULATION, 0),
    ("{{ jour ~ jour }}", *CALCULATION, 0),
    ("{{ '%0100000000d' % 1 }}", *CALCULATION, 0),
    ("{{ noms[0] }}", *CALCULATION, 0),
    ("{{ parties['ct'] }}", *CALCULATION, 0),
    ("{{ noms[0:2] }}", *CALCULATION, 0),
    ("{{ [jour] }}", *CALCULATION, 0),
    ("{{ (jour, annee) }}", *CALCULATION, 0),
    ("{{ {'a': jour} }}", *CALCULATION, 0),
    ("{{ jour if oui else annee }}", *CALCULATION, 0),
    ("{{ jour is defined }}", *CALCULATION, 0),
    ("{% if annee < 2026 %}{% endif %}", *COMPARISON, 0),
    ("{{ annee == annee == annee }}", *COMPARISON, 0),
    ("{{ jour.upper() }}", *CALL, 0),
    ("{{ ''.join(noms) }}", *CALL, 0),
    ("{{ article(*noms) }}", *CALL, 0),
    ("{{ article(label='duree') }}", *CALL, 0),
    ("{{ 1.5 }}", "« 1.5 » n'est pas permis ici", CONSTANT, 0),
    ("{{ none }}", "« none » n'est pas permis ici", CONSTANT, 0),
    ("{{ jour.__class__ }}", "« __class__ » n'est pas un nom permis", "nommez un fait de la fiche", 0),
    ("{{ tiers._secret }}", "« _secret » n'est pas un nom permis", "nommez un fait de la fiche", 0),
    ("{{ jour | center(10**8) }}", "le filtre « center » n'existe pas", "vouliez-vous dire « entre » ?", 0),
    ("{{ '%0100000000d' | format(1) }}", "le filtre « format » n'existe pas", FILTERS_SAID, 0),
    ("{{ jour | maj(*noms) }}", "le filtre « maj » est mal employé", "écrivez {{ valeur | maj }}", 0),
    ("{{ jour | maj(**tiers) }}", "le filtre « maj » est mal employé", "écrivez {{ valeur | maj }}", 0),
    ("a{% set x = 1 %}", *tag("set"), 1),
    ("{% set x %}a{% endset %}", *tag("set"), 0),
    ("{% macro m() %}a{% endmacro %}", *tag("macro"), 0),
    ("{% include 'a' %}", *tag("include"), 0),
    ("{% import 'a' as b %}", *tag("import"), 0),
    ("{% from 'a' import b %}", *tag("from"), 0),
    ("{% extends 'a' %}", *tag("extends"), 0),
    ("{% block b %}a{% endblock %}", *tag("block"), 0),
    ("{% filter maj %}a{% endfilter %}", *tag("filter"), 0),
    ("{% call article('duree') %}a{% endcall %}", *tag("call"), 0),
    ("{% with a = 1 %}a{% endwith %}", *tag("with"), 0),
    ("{% autoescape true %}a{% endautoescape %}", *tag("autoescape"), 0),
    ("{% print jour %}", *tag("print"), 0),
    ("{% raw %}{{ jour }}{% endraw %}", *tag("raw"), 0),
    ("{% for a, b in noms %}{% endfor %}", *FOR, 0),
    ("{% for a in noms if a %}{% endfor %}", *FOR, 0),
    ("{% for a in noms recursive %}{% endfor %}", *FOR, 0),
    ("{% for a in noms %}{% else %}b{% endfor %}", *FOR, 0),
    (
        "{% if oui %}{% if oui %}{% for n in noms %}é{% if n %}{{ n }}{% endif %}{% endfor %}{% endif %}{% endif %}",
        "plus de 3 « if » ou « for » l'un dans l'autre",
        "simplifiez ce texte",
        44,
    ),
    ("un\n{{ jour\n- deux, l'an", "ces accolades ne sont pas fermées", "ajoutez « }} » après le nom : {{ nom }}", 3),
    ("{{ jour et {{ jour }}", "ces accolades ne sont pas fermées", "ajoutez « }} » après le nom : {{ nom }}", 0),
    ("{{ jour }", "une accolade est mal fermée", HINT, 0),
    ("un\ndeux {{ jour annee }}", "les accolades contiennent plus qu'un nom", HINT, 8),
    ("{{ }}", "les accolades ne se lisent pas", HINT, 0),
    ("{% si oui %}", "cette commande n'existe pas", HINT, 0),
    ("{% if oui %}", "une commande n'est pas fermée ({% endif %} ou {% endfor %})", HINT, 0),
    ("{{ 'jour }}", "un guillemet ouvert entre des accolades n'y est pas fermé", HINT, 0),
    ("{{ jour }} et {{ article(“un”) }}", *sign("“"), 14),
    ("{{ jour }} et {% if jour == « 8 juillet » %}{% endif %}", *sign("«"), 14),
    ("{{ jour }} et {{ jour ? }}", "le signe « ? » n'a pas sa place entre des accolades", HINT, 14),
    ("un {{ jour }} deux {{ jour }, trois", "une accolade est mal fermée", HINT, 19),
    ("{# jour", "les accolades ne se lisent pas", HINT, 0),
    ("{{ " + "(" * 5000 + "jour" + ")" * 5000 + " }}", *NESTED, 0),
    ("{{ " + "not " * 5000 + "jour }}", *NESTED, 0),
    ("{{ jour" + ".a" * 5000 + " }}", *NESTED, 0),
    ("{{ " + "9" * 5000 + " }}", "un nombre de ce texte est trop long", "vérifiez-le", 0),
]

FAILING = [
    ("a {{ jours }}", "« jours » n'existe pas", "vouliez-vous dire « jour » ?", 2),
    ("{{ tiers.noms }}", "« tiers.noms » n'existe pas", "vouliez-vous dire « nom » ?", 0),
    ("{{ tiers.methode }}", "« tiers.methode » n'existe pas", "noms possibles : court, nom, ville", 0),
    ("{{ sorte.crier }}", "« sorte.crier » n'existe pas", "noms possibles : article", 0),
    ("{{ parties.orange }}", "« parties.orange » n'existe pas", "noms possibles : ct, sf", 0),
    ("{{ parties.items }}", "« parties.items » n'existe pas", "noms possibles : ct, sf", 0),
    ("{{ jour.upper }}", "« jour.upper » n'existe pas", "", 0),
    ("{{ article.func_globals }}", "« article.func_globals » n'existe pas", "", 0),
    ("{{ rien.nom }}", "« rien » n'est pas renseigné", "renseignez « rien » ou retirez « rien.nom » du texte", 0),
    ("{{ jour | exigeant }}", "« exigeant » : « 8 juillet » ne convient pas", "", 0),
    ("{{ article('prix') }}", "« article » : aucun article n'a le label « prix »", "", 0),
    ("{{ annexe('prix') }}", "la fonction « annexe » n'existe pas", "noms possibles : article", 0),
    ("{{ range(3) }}", "la fonction « range » n'existe pas", "noms possibles : article", 0),
    ("{{ classe('a') }}", "la fonction « classe » n'existe pas", "noms possibles : article", 0),
    ("{{ fraction.numerator }}", "« fraction.numerator » n'existe pas", None, 0),
    ("{{ classe.fromkeys }}", "« classe.fromkeys » n'existe pas", None, 0),
    ("{{ jour() }}", "la fonction « jour » n'existe pas", "noms possibles : article", 0),
    ("{% for n in jour %}{% endfor %}", "« jour » n'est pas une liste", "« for » parcourt une liste de la fiche", 0),
    ("{% for n in annee %}{% endfor %}", "« annee » n'est pas une liste", "« for » parcourt une liste de la fiche", 0),
    (
        "{% if jour in annee %}{% endif %}",
        "« annee » n'est pas une liste",
        "« in » cherche dans une liste ou un texte",
        0,
    ),
    ("{{ loop.index }}", "« loop » n'existe pas", None, 0),
    ("{{ self }}{# comme dans Jinja2 #}", "« self » n'existe pas", None, 0),
    ("{% for n in noms %}{% endfor %}{{ n }}", "« n » n'existe pas", None, 31),
]


def problems_of(source: str) -> tuple[TemplateProblem, ...]:
    with pytest.raises(TemplateError) as caught:
        parse(source, FILTERS).render(SCOPE)
    return caught.value.problems


@pytest.mark.parametrize(("source", "result"), GOOD)
def test_allowed(source: str, result: str) -> None:
    assert parse(source, FILTERS).render(SCOPE) == result


@pytest.mark.parametrize(("source", "message", "hint", "offset"), REFUSED)
def test_refused_when_read(source: str, message: str, hint: str, offset: int) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(source, FILTERS)
    assert caught.value.problems == (TemplateProblem(message, hint, offset),)
    assert str(caught.value) == message


@pytest.mark.parametrize(("source", "message", "hint", "offset"), FAILING)
def test_refused_when_run(source: str, message: str, hint: str | None, offset: int) -> None:
    (problem,) = problems_of(source)
    assert (problem.message, problem.offset) == (message, offset)
    assert hint is None or problem.hint == hint


def test_all_problems_at_once_in_order() -> None:
    source = (
        "{{ a + 1 }} {% set x = 2 %}{% for y in z recursive %}{{ y.__b }}{% endfor %} "
        "{% macro m() %}{{ c | d }}{% if e < 1 %}{% endif %}{% endmacro %}{{ f | g }}"
    )
    with pytest.raises(TemplateError) as caught:
        parse(source, FILTERS)
    found = [(p.message.split("n'")[0].strip(), source[p.offset :][:9]) for p in caught.value.problems]
    assert found == [
        ("ce calcul", "{{ a + 1 "),
        ("« {% set %} »", "{% set x "),
        ("cette forme de « for »", "{% for y "),
        ("« __b »", "{{ y.__b "),
        ("« {% macro %} »", "{% macro "),
        ("le filtre « d »", "{{ c | d "),
        ("cette comparaison", "{% if e <"),
        ("le filtre « g »", "{{ f | g "),
    ]


def test_all_problems_of_a_run_at_once_each_one_once() -> None:
    source = "{{ a }} {% for n in noms %}{{ b }}{{ n.c }}{% endfor %} {{ jour | exigeant }}"
    found = [(p.message, p.offset) for p in problems_of(source)]
    assert found == [
        ("« a » n'existe pas", 0),
        ("« b » n'existe pas", 27),
        ("« noms[0].c » n'existe pas", 34),
        ("« noms[1].c » n'existe pas", 34),
        ("« noms[2].c » n'existe pas", 34),
        ("« exigeant » : « 8 juillet » ne convient pas", 56),
    ]


def test_what_show_refuses_is_a_problem() -> None:
    def show(value: object) -> str:
        if value is None:
            raise ValueError("cette donnée n'est pas renseignée")
        return str(value)

    with pytest.raises(TemplateError) as caught:
        parse("{{ jour }} {{ rien }}").render(SCOPE, show)
    hint = "renseignez « rien » dans la fiche, ou écrivez {{ rien | ou_place }} pour en laisser la place"
    assert caught.value.problems == (TemplateProblem("« rien » n'est pas renseigné", hint, 11),)


def test_what_show_refuses_with_a_hint_keeps_it() -> None:
    def show(value: object) -> str:
        raise ValueError("un nombre ne s'écrit pas ; donnez un montant")

    with pytest.raises(TemplateError) as caught:
        parse("{{ jour }}").render(SCOPE, show)
    assert caught.value.problems == (TemplateProblem("un nombre ne s'écrit pas", "donnez un montant", 0),)


def test_the_output_is_bounded() -> None:
    template = parse("{% for n in noms %}{{ n }}{% endfor %}")
    assert template.render({"noms": ["x" * 100_000] * 10}) == "x" * 1_000_000
    with pytest.raises(TemplateError, match="ce texte est trop long"):
        template.render({"noms": ["x" * 100_000] * 11})
    with pytest.raises(TemplateError, match="ce texte est trop long"):
        template.render({"noms": ["x"] * 50_001})


@pytest.mark.parametrize(
    "source",
    [
        "{% for a in l %}{% endfor %}",
        "{% for a in l %}{% for b in l %}{% for c in l %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in l %}{% for b in l %}{% for c in l %}{{ a }}{{ b }}{{ c }}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in l %}{{ inconnu }}{% endfor %}",
    ],
)
def test_a_loop_bomb_stops(source: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse(source).render({"l": ["x"] * 100_001})
    assert len(caught.value.problems) <= 3


def test_a_deep_expression_in_a_deep_stack_is_a_problem() -> None:
    template = parse("{{ a" + " and a" * 400 + " }}")

    def deep(n: int) -> str:
        return template.render({"a": "x"}) if n == 0 else deep(n - 1)

    assert deep(0) == "x"
    with pytest.raises(TemplateError, match="ce texte est trop imbriqué"):
        deep(600)


def test_every_node_can_be_walked_in_order() -> None:
    template = parse("a{% if oui %}b{% for n in noms %}{{ n }}{% endfor %}{% else %}c{% endif %}", FILTERS)
    assert [(type(node).__name__, node.offset) for node in walked(template.body)] == [
        ("Text", 0), ("Branch", 1), ("Text", 13), ("Loop", 14), ("Emit", 33), ("Text", 62),
    ]  # fmt: skip
