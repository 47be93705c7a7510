"""The exceptions steps and the harness speak with."""

from __future__ import annotations


class Fatal(Exception):
    """Raise it, or a subclass, when trying again cannot help."""


class Retryable(Exception):
    """Raise it, or a subclass, when trying again may help."""


class Terminated(BaseException):
    """The runtime asked the process to end."""


class StepError(Exception):
    """The call itself is wrong: trying again gives the same."""


class MissingFunction(StepError):
    """The module has no such function."""


class WrongArgument(StepError):
    """An argument does not fit its recorded type."""


class WrongOutput(StepError):
    """The returned value does not fit the recorded outputs."""


class OutputTooLarge(StepError):
    """The outputs are larger than the channel carries."""


class WrongInput(Exception):
    """The input file is not what the protocol says; no output can be written."""
