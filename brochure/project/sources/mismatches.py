"""What pydantic finds wrong with a setting, in the words of those who write settings."""

import re
import reprlib
import typing
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from brochure.findings import near

Keys = tuple[str | int, ...]
_TAKES: Mapping[str, str] = {
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "string": "a text",
    "bool": "true or false",
    "date": "a date, such as 2015-10-07",
    "tuple": "a list, such as [a, b]",
    "list": "a list, such as [a, b]",
    "dict": "settings of its own, each with its name",
    "model": "settings of its own, each with its name",
}
"""What a setting takes, by how the types of pydantic's errors begin."""
_BY_LANGUAGE: Mapping[str, str] = {
    "Translations": 'a text for each language, such as { nb = "…", nn = "…", en = "…" }',
    "TranslatedLists": 'a list of texts for each language, such as { nb = ["…"], nn = ["…"], en = ["…"] }',
}
"""What a setting takes that the languages have each for themselves, by the name of its model."""
_FORMS: Mapping[str, str] = {
    r"^https?://\S+$": "a whole address, https://…",
    r"^[\w.-]+$": "letters, digits, dots and hyphens, as the office writes it",
    r"^[A-Za-z]{2,3}(-[A-Za-z]{2,4})?$": "the code of a language at the service, such as no or en",
    r"^[a-z0-9][a-z0-9.-]*$": "small letters, digits, dots and hyphens, without spaces",
}
"""What a pattern means."""


class ValueAtError(ValueError):
    """Raised by a model that finds a fault between its values: the keys below it lead to the one to mend."""

    def __init__(self, message: str, *keys: str | int) -> None:
        self.keys = keys
        super().__init__(message)


def explain(detail: ErrorDetails, model: type[BaseModel], above: Keys = ()) -> str:
    """What is wrong with a value below the keys `above`, and what would be right."""
    location = [part for part in keys_of(detail) if isinstance(part, str) and part != "*"]  # "*" stands for any
    name = next((str(part) for part in reversed((*above, *location)) if isinstance(part, str)), "this")
    kind = detail["type"]
    match kind:
        case "value_error" if not location:
            return str(detail["ctx"]["error"])
        case "extra_forbidden":
            return f"'{name}' is not a known setting here.{near(name, _fields_at(model, detail['loc'][:-1]))}"
        case "missing":
            return f"'{name}' is missing"
        case "value_error":
            return f"{name}: {detail['ctx']['error']}"
        case "enum" | "literal_error":
            expected = str(detail["ctx"]["expected"])
            known = re.findall(r"'([^']*)'", expected)
            return f"{name}: '{detail['input']}' is not known.{near(str(detail['input']), known, listed=20)}"
        case _:
            return f"{name:.60}: {_plain(detail)}"


def _plain(detail: ErrorDetails) -> str:
    """What a value must be, and what stands there."""
    kind, found, context = detail["type"], detail["input"], detail.get("ctx", {})
    number = _TAKES["float"] if str(found).strip("+-").lower() in ("nan", "inf", "infinity") else ""
    match kind:
        case "too_short":
            return "the list is empty; name at least one" if not found else f"name at least {context['min_length']}"
        case "too_long":
            return f"the list has {context['actual_length']} items, and takes {context['max_length']} at most"
        case "string_too_short":
            return "this is empty; write what it says, or leave it out"
        case "greater_than_equal" if not number:
            must = f"must be {context['ge']:g} or more"
        case "less_than_equal" if not number:
            must = f"must be {context['le']:g} or less"
        case "string_pattern_mismatch" if context["pattern"] in _FORMS:
            must = f"takes {_FORMS[context['pattern']]}"
        case _:
            by_language = _BY_LANGUAGE.get(context.get("class_name", ""), "")
            takes = number or by_language or _TAKES.get(kind.partition("_")[0], "")
            must = f"takes {takes}" if takes else detail["msg"][0].lower() + detail["msg"][1:]
    shown = "nothing stands there" if found is None else f"found {reprlib.repr(found):.60}"
    return f"this {must}; {shown}" if must.startswith(("takes", "must")) else f"{must} ({shown})"


def keys_of(detail: ErrorDetails) -> Keys:
    """Where an error lies, below the values that were checked."""
    error = detail.get("ctx", {}).get("error")
    return (*detail["loc"], *error.keys) if isinstance(error, ValueAtError) else detail["loc"]


def _fields_at(model: type[BaseModel], keys: tuple[str | int, ...]) -> list[str]:
    """Names that `model` knows below a key path; empty where they are free."""
    current: type[BaseModel] | None = model
    for key in keys:
        if current is None:
            return []
        if isinstance(key, int) or key not in current.model_fields:
            continue
        current = _model_in(current.model_fields[key].annotation)
    return list(current.model_fields) if current else []


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, typing.get_args(annotation))), None)
