"""Identifiers of bodies and accounts: SIREN, SIRET, VAT, IBAN, BIC. Keys by python-stdnum, imported at first use.

`parse` refuses what cannot be right. An act may all the same quote a wrong number as it was printed: such a number
stays a text, and a rule says what `parse` would.
"""

from __future__ import annotations

from collections.abc import Callable

from ..frozen import frozen
from .text import NBSP, quoted, require_text


def _checked(text: str, name: str, example: str, shape: str, validate: Callable[[str], str]) -> str:
    """The compact number, by what `validate` of python-stdnum says.

    Raises ValueError that says which of characters, length, key or country is wrong.
    """
    from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError

    try:
        return validate("".join(require_text(text).split()))
    except InvalidLength:
        reason = f"n'a pas la bonne longueur ({shape})"
    except InvalidChecksum:
        reason = "a une clé fausse : un caractère est sans doute mal recopié"
    except InvalidComponent:
        reason = "désigne un pays inconnu"
    except ValidationError:
        reason = f"ne s'écrit pas ainsi ({shape})"
    raise ValueError(f"{quoted(text)} : {name} {reason} ; écrivez par exemple {example}")


@frozen(order=True)
class Siren:
    """The number of a body in the SIRENE register (Insee): nine digits, the last one a key.

    >>> str(Siren.parse("200066660"))
    '200\\xa0066\\xa0660'
    >>> Siren.parse("200066661")
    Traceback (most recent call last):
    ValueError: « 200066661 » : ce SIREN a une clé fausse : un caractère est sans doute mal recopié ; \
écrivez par exemple 200 066 660
    """

    numero: str

    @classmethod
    def parse(cls, text: str) -> Siren:
        from stdnum.fr import siren

        return cls(_checked(text, "ce SIREN", "200 066 660", "9 chiffres", siren.validate))

    @property
    def tva(self) -> TvaNumber:
        """Its VAT number with a numeric key.

        >>> Siren.parse("779074822").tva.numero
        'FR69779074822'
        """
        return TvaNumber(f"FR{(12 + 3 * (int(self.numero) % 97)) % 97:02}{self.numero}")

    def __str__(self) -> str:
        return _grouped(self.numero, 3, 6)


@frozen(order=True)
class Siret:
    """The number of an establishment: a SIREN and five digits. Those of La Poste have a key of their own.

    >>> siret = Siret.parse("779.074.822.00049")
    >>> str(siret), siret.siren.numero, Siret.parse("35600000049837").numero
    ('779\\xa0074\\xa0822\\xa000049', '779074822', '35600000049837')
    >>> Siret.parse("345 039 416 00055")
    Traceback (most recent call last):
    ValueError: « 345 039 416 00055 » : ce SIRET a une clé fausse : un caractère est sans doute mal recopié ; \
écrivez par exemple 779 074 822 00049
    """

    numero: str

    @classmethod
    def parse(cls, text: str) -> Siret:
        from stdnum.fr import siret

        return cls(_checked(text, "ce SIRET", "779 074 822 00049", "14 chiffres", siret.validate))

    @property
    def siren(self) -> Siren:
        return Siren(self.numero[:9])

    def __str__(self) -> str:
        return _grouped(self.numero, 3, 6, 9)


@frozen(order=True)
class TvaNumber:
    """A VAT number of the European Union; a French one is FR, a key of two characters and a SIREN (CGI, art. 286 ter).

    >>> TvaNumber.parse("FR 69 779 074 822").siren.numero
    '779074822'
    >>> TvaNumber.parse("FR69779074922")
    Traceback (most recent call last):
    ValueError: « FR69779074922 » : ce numéro de TVA a une clé fausse : un caractère est sans doute mal recopié ; \
écrivez par exemple FR69779074822
    """

    numero: str

    @classmethod
    def parse(cls, text: str) -> TvaNumber:
        from stdnum.eu import vat

        return cls(_checked(text, "ce numéro de TVA", "FR69779074822", "FR, 2 caractères, 9 chiffres", vat.validate))

    @property
    def pays(self) -> str:
        return self.numero[:2]

    @property
    def siren(self) -> Siren | None:
        """The SIREN inside, None for another country."""
        return Siren(self.numero[4:]) if self.pays == "FR" else None

    def __str__(self) -> str:
        return self.numero


@frozen(order=True)
class Iban:
    """The number of a bank account (ISO 13616).

    >>> str(Iban.parse("FR7630004006170001005810280"))
    'FR76\\xa03000\\xa04006\\xa01700\\xa00100\\xa05810\\xa0280'
    >>> Iban.parse("FR76")
    Traceback (most recent call last):
    ValueError: « FR76 » : cet IBAN ne s'écrit pas ainsi (27 caractères en France) ; \
écrivez par exemple FR76 3000 4006 1700 0100 5810 280
    """

    numero: str

    @classmethod
    def parse(cls, text: str) -> Iban:
        from stdnum import iban

        example = "FR76 3000 4006 1700 0100 5810 280"
        return cls(_checked(text, "cet IBAN", example, "27 caractères en France", iban.validate))

    @property
    def pays(self) -> str:
        return self.numero[:2]

    def __str__(self) -> str:
        return _grouped(self.numero, *range(4, len(self.numero), 4))


@frozen(order=True)
class Bic:
    """The code of a bank (ISO 9362): bank, country, place, and sometimes branch.

    >>> Bic.parse("BNPAFRPPXXX").pays, Bic.parse("BNPAPR33XXX").pays
    ('FR', 'PR')
    >>> Bic.parse("BNPA")
    Traceback (most recent call last):
    ValueError: « BNPA » : ce BIC n'a pas la bonne longueur (8 ou 11 caractères) ; écrivez par exemple BNPAFRPPXXX
    """

    numero: str

    @classmethod
    def parse(cls, text: str) -> Bic:
        from stdnum import bic

        return cls(_checked(text, "ce BIC", "BNPAFRPPXXX", "8 ou 11 caractères", bic.validate))

    @property
    def pays(self) -> str:
        return self.numero[4:6]

    def __str__(self) -> str:
        return self.numero


def _grouped(number: str, *cuts: int) -> str:
    """The number with spaces that do not break at these places."""
    ends = (*cuts, len(number))
    return NBSP.join(number[start:end] for start, end in zip((0, *cuts), ends, strict=True))
