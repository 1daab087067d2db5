"""What goes wrong between us and a service, in words for the author."""


class ServiceError(Exception):
    """A table could not be had; `keys` lead to the part of the query that is at fault, such as ("select", "Tid")."""

    def __init__(self, message: str, *keys: str) -> None:
        self.keys = keys
        super().__init__(message)


class PassingError(ServiceError):
    """What may be otherwise in a moment: nothing came in time, or the connection was cut."""


class SilentError(PassingError):
    """Nothing came in time."""


class UnreachableError(ServiceError):
    """There is no network, or no service of that name."""


class TooManyCellsError(ServiceError):
    """The service gives no answer of so many cells."""
