"""Identifiers of bodies and accounts: SIREN, SIRET, VAT, IBAN, BIC. Keys by python-stdnum, imported at first use.

`parse` refuses what cannot be right. An act may all the same quote a wrong number as it was printed: such a number
stays a text, and a rule says what `parse` would.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import ClassVar, Self

from ..frozen import frozen
from .text import NBSP, quoted, require_text


@frozen(order=True)
class _Identifier:
    """A number without its spaces, as a module of python-stdnum validates it; `cuts` is where they stand."""

    numero: str
    called: ClassVar[str]
    example: ClassVar[str]
    form: ClassVar[str]
    module: ClassVar[str]
    cuts: ClassVar[Sequence[int]] = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number that a person typed.

        Raises ValueError that says which of characters, length, key or country is wrong.
        """
        from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError

        try:
            return cls(import_module(f"stdnum.{cls.module}").validate("".join(require_text(text).split())))
        except InvalidLength:
            reason = f"n'a pas la bonne longueur ({cls.form})"
        except InvalidChecksum:
            reason = "a une clé fausse : un caractère est sans doute mal recopié"
        except InvalidComponent:
            reason = "désigne un pays inconnu"
        except ValidationError:
            reason = f"ne s'écrit pas ainsi ({cls.form})"
        raise ValueError(f"{quoted(text)} : {cls.called} {reason} ; écrivez par exemple {cls.example}")

    @property
    def pays(self) -> str:
        """Its country: its first two letters, where it has one."""
        return self.numero[:2]

    def __str__(self) -> str:
        pieces = (self.numero[start:end] for start, end in pairwise((0, *self.cuts, None)))
        return NBSP.join(filter(None, pieces))


class Siren(_Identifier):
    """The number of a body in the SIRENE register (Insee): nine digits, the last one a key.

    >>> str(Siren.parse("200066660"))
    '200\\xa0066\\xa0660'
    >>> Siren.parse("200066661")
    Traceback (most recent call last):
    ValueError: « 200066661 » : ce SIREN a une clé fausse : un caractère est sans doute mal recopié ; \
écrivez par exemple 200 066 660
    """

    called, example, form, module = "ce SIREN", "200 066 660", "9 chiffres", "fr.siren"
    cuts = (3, 6)

    @property
    def tva(self) -> TvaNumber:
        """Its VAT number with a numeric key.

        >>> Siren.parse("779074822").tva.numero
        'FR69779074822'
        """
        return TvaNumber(f"FR{(12 + 3 * (int(self.numero) % 97)) % 97:02}{self.numero}")


class Siret(_Identifier):
    """The number of an establishment: a SIREN and five digits. Those of La Poste have a key of their own.

    >>> siret = Siret.parse("779.074.822.00049")
    >>> str(siret), siret.siren.numero, Siret.parse("35600000049837").numero
    ('779\\xa0074\\xa0822\\xa000049', '779074822', '35600000049837')
    """

    called, example, form, module = "ce SIRET", "779 074 822 00049", "14 chiffres", "fr.siret"
    cuts = (3, 6, 9)

    @property
    def siren(self) -> Siren:
        return Siren(self.numero[:9])


class TvaNumber(_Identifier):
    """A VAT number of the European Union; a French one is FR, a key of two characters and a SIREN (CGI, art. 286 ter).

    >>> TvaNumber.parse("FR 69 779 074 822").siren.numero
    '779074822'
    """

    called, example, form = "ce numéro de TVA", "FR69779074822", "FR, 2 caractères, 9 chiffres"
    module = "eu.vat"

    @property
    def siren(self) -> Siren | None:
        """The SIREN inside, None for another country."""
        return Siren(self.numero[4:]) if self.pays == "FR" else None


class Iban(_Identifier):
    """The number of a bank account (ISO 13616).

    >>> str(Iban.parse("FR7630004006170001005810280"))
    'FR76\\xa03000\\xa04006\\xa01700\\xa00100\\xa05810\\xa0280'
    """

    called, example, form = "cet IBAN", "FR76 3000 4006 1700 0100 5810 280", "27 caractères en France"
    module, cuts = "iban", range(4, 34, 4)


class Bic(_Identifier):
    """The code of a bank (ISO 9362): bank, country, place, and sometimes branch.

    >>> Bic.parse("BNPAFRPPXXX").pays, Bic.parse("BNPAPR33XXX").pays
    ('FR', 'PR')
    """

    called, example, form, module = "ce BIC", "BNPAFRPPXXX", "8 ou 11 caractères", "bic"

    @property
    def pays(self) -> str:
        return self.numero[4:6]
