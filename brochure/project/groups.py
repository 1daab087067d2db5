"""The groups that the brochure compares, as metadata and themes name them."""

from typing import Literal

Group = Literal["innvandrere", "norskfodte", "resten"]
