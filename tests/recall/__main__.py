"""`python -m tests.recall [FAMILY…]`: the recall by family as a table, then what was missed or told wrongly."""

import sys
from collections.abc import Sequence

from tests.recall.measuring import missed, table_of, told_wrongly
from tests.recall.planting import RIGHT, families, family


def main(names: Sequence[str]) -> None:
    """Measure and print; with names, those families alone."""
    chosen = [each for each in families() if not names or each.name in names]
    misses = {each: missed(each) for each in chosen}
    print(table_of(misses))
    for each, missing in misses.items():
        for plant in missing:
            print(f"missed: {each.name}: {plant}")
    wrong = [each for one in chosen for each in told_wrongly(family(one.name, right=True))]
    if not names or RIGHT in names:
        wrong += told_wrongly(right := family(RIGHT))
        print(f"{len(right.plants)} right sentences")
    print("\n".join((f"{len(wrong)} findings on what is right", *(f"told: {each}" for each in wrong))))


if __name__ == "__main__":
    main(sys.argv[1:])
