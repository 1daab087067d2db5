"""What the text of an edition rests on: the named numbers behind what it prints and claims, and their cells."""

from dataclasses import dataclass

from brochure.making.stages import Gathered
from brochure.project.edition.naming import Definition
from brochure.statistics.numbers.definitions import names_in
from brochure.statistics.selection import Cell


@dataclass(frozen=True, slots=True)
class NamedNumbers:
    """Definitions of numbers that are printed or claimed, and of others that those are computed from, in order."""

    told: tuple[Definition, ...]
    intermediate: tuple[Definition, ...]


def named_numbers(gathered: Gathered) -> NamedNumbers:
    """The named numbers that the text of an edition rests on."""
    ledger = gathered.text.ledger
    told = {number.name for use in ledger.uses for number in use.numbers if number.name}
    told |= {name for claim in ledger.claims for name, _ in claim.values}
    formulas = {definition.name: definition.expression for definition in gathered.edition.definitions}
    told &= formulas.keys()  # a period has a name too
    resting = set(told)
    unread = [*(formulas[name] for name in told), *(use.expression for use in ledger.uses)]
    while unread:
        found = (names_in(unread.pop()) & formulas.keys()) - resting
        resting |= found
        unread += [formulas[name] for name in found]
    definitions = [each for each in gathered.edition.definitions if each.name in resting]
    return NamedNumbers(
        tuple(each for each in definitions if each.name in told),
        tuple(each for each in definitions if each.name not in told),
    )


def cells_behind_text(gathered: Gathered) -> tuple[Cell, ...]:
    """The cells of numbers in the text, of the conditions of claims and of tables, each once."""
    named = named_numbers(gathered)
    numbers = [number for use in gathered.text.ledger.uses for number in use.numbers]
    numbers += [gathered.numbers.values[each.name] for each in (*named.told, *named.intermediate)]
    cells = [cell for number in numbers for cell in number.cells]
    cells += [cell for claim in gathered.text.ledger.claims for cell in claim.cells]
    cells += [cell for table in gathered.tables.values() for cell in table.cells]
    return tuple(dict.fromkeys(cells))
