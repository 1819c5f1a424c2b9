"""What is wrong with a command line, in French: the message, the form of the command, where its help is."""

from __future__ import annotations

import click

from .french import suggestion


def usage_message(error: click.UsageError) -> str:
    """What is wrong with a command line, in French."""
    if isinstance(error, click.NoSuchOption):
        known = [name for p in _parameters(error) for name in (*p.opts, *p.secondary_opts)]
        return f"l'option « {error.option_name} » n'existe pas{suggestion(error.option_name, known)}"
    if isinstance(error, click.BadOptionUsage):
        flag = any(
            isinstance(p, click.Option) and p.is_flag and error.option_name in p.opts for p in _parameters(error)
        )
        return f"l'option « {error.option_name} » {'ne prend pas de' if flag else 'attend une'} valeur"
    if isinstance(error, click.MissingParameter):
        return f"il manque {_called(error.param) if error.param else 'un mot'}"
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.Choice):
        choices = ", ".join(f"« {choice} »" for choice in error.param.type.choices)
        return f"valeur refusée pour {_called(error.param)} ; choix : {choices}"
    if isinstance(error, click.BadParameter) and error.param and isinstance(error.param.type, click.IntRange):
        wanted = f"un nombre de {error.param.type.min} à {error.param.type.max}"
        return f"valeur refusée pour {_called(error.param)} : écrivez {wanted}"
    if isinstance(error, click.BadParameter) and error.param:
        return f"valeur refusée pour {_called(error.param)} : {error.message}"
    return error.message


def _called(param: click.Parameter) -> str:
    """An option by its English and French names, an argument by the word that the help has for it."""
    names = " ou ".join(name for name in param.opts[:2])
    return names if isinstance(param, click.Option) else param.human_readable_name.strip("[]…")


def _parameters(error: click.UsageError) -> list[click.Parameter]:
    return error.ctx.command.get_params(error.ctx) if error.ctx else []


def usage_text(error: click.UsageError) -> str:
    """The message, the form of the command, and where the help is."""
    lines = [f"Erreur : {usage_message(error)}"]
    if error.ctx is not None:
        lines += [error.ctx.get_usage(), f"Aide : {error.ctx.command_path} --help"]
    return "\n".join(lines)
