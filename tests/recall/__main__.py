"""`python -m tests.recall [FAMILY…]`: the recall by family as a table, then what was missed or told wrongly."""

import sys
from collections.abc import Sequence

from tests.recall.measuring import missed, table_of, told_of
from tests.recall.planting import RIGHT, families, family


def main(names: Sequence[str]) -> None:
    """Measure and print; with names, those families alone."""
    chosen = [each for each in families() if not names or each.name in names]
    misses = {each: missed(each) for each in chosen}
    print(table_of(misses))
    for each, missing in misses.items():
        for plant in missing:
            print(f"missed: {each.name}: {plant}")
    if not names or RIGHT in names:
        told = told_of(family(RIGHT))
        print(f"{len(told)} right sentences, {sum(map(len, told.values()))} findings")
        for plant, found in told.items():
            for finding in found:
                print(f"told: {plant}\n      {finding}")


if __name__ == "__main__":
    main(sys.argv[1:])
