"""What has a look of its own through the whole brochure, as metadata and themes name it."""

from typing import Literal, get_args

Group = Literal["innvandrere", "norskfodte", "resten", "hele", "kvinner", "menn"]
"""The three compared groups, the whole population, and the sexes: what a member of a statistic may be."""
Time = Literal["tidligere", "senere"]
"""The earlier and the later of two times that are compared."""
Meaning = Literal[Group, Time]
Scale = Literal["ordered", "diverging"]
"""Members in an order, from less to more, or from one end over a middle to the other."""

COMPARED: tuple[Group, ...] = ("innvandrere", "norskfodte", "resten")
"""The groups that every theme must know; the other meanings may be left to its general palette."""
ORDER: tuple[Meaning, ...] = (*get_args(Group), *get_args(Time))
"""The fixed order in which meanings stand side by side."""
EARLIER, LATER = get_args(Time)
