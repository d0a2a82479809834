"""The one exception tree.

::

    WhipcountError              everything that this package raises on purpose
    |-- InputError              what was given cannot be used: says what, where, and what would be accepted
    |   |-- ReportError         a report: empty, binary, too large, unreadable, another language
    |   |-- DateError           a date or period that cannot be read
    |   |-- BodyError           an unknown body or member, a bad body file
    |   |-- RuleError           a rule that cannot be read, or that makes no sense
    |   |-- DossierError        a dossier or dossier file
    |   |   `-- StoreError      the store beneath a dossier: damaged, locked, of a newer schema
    |   |       `-- StaleError  an edit made on a state of the dossier that is no longer the latest
    |   |-- DatasetError        a table of consents or decisions
    |   |-- ForecastError       a forecast that cannot be made as asked
    |   |   `-- NothingToGoOnError   of a meeting of which nothing is known
    |   |-- BargainingError     a bargaining table or model option
    |   |-- RecordsError        a table of past votes, or a question to it
    |   |-- AccountError        an account, its password or its role, where accounts are kept
    |   `-- ComputingError      what is asked for is being computed: ask again a little later
    |-- CoderError              a coder (model, endpoint) failed or answered what cannot be used
    |-- WorkerError             a process or machine that works for this one ended or cannot be reached
    `-- MissingExtraError       an optional dependency is not installed; says which extra brings it
"""


class WhipcountError(Exception):
    """Root of everything that whipcount raises on purpose."""


class InputError(WhipcountError):
    """What was given cannot be used.

    The message says what is wrong, where, and what would be accepted.

    >>> str(InputError("quota 9 is above the total weight 7", where="rule.toml line 3", accepted="0 to 7"))
    'rule.toml line 3: quota 9 is above the total weight 7 (accepted: 0 to 7)'
    """

    def __init__(self, problem: str, *, where: str = "", accepted: str = "") -> None:
        self.problem = problem
        self.where = where
        self.accepted = accepted
        message = f"{where}: {problem}" if where else problem
        if accepted:
            message += f" (accepted: {accepted})"
        super().__init__(message)


class ReportError(InputError):
    """A report that is empty, binary, too large, unreadable or in another language."""


class DateError(InputError):
    """A date or period that cannot be read."""


class BodyError(InputError):
    """An unknown body or member, or a body file that does not hold together."""


class RuleError(InputError):
    """A rule that cannot be read, or that makes no sense for its members."""


class DossierError(InputError):
    """A dossier, or a dossier file, that does not hold together."""


class StoreError(DossierError):
    """The store beneath a dossier is damaged, locked, unreachable or of a newer schema."""


class StaleError(StoreError):
    """An edit made on a state of the dossier that is no longer the latest one; nothing was written."""


class DatasetError(InputError):
    """A table of consents or decisions that does not hold together."""


class ForecastError(InputError):
    """A forecast that cannot be made as asked."""


class NothingToGoOnError(ForecastError):
    """A forecast for which nothing is known: no position, no agenda, no base rate. No number is made up."""


class BargainingError(InputError):
    """A bargaining table, or an option of a bargaining model, that cannot be used."""


class RecordsError(InputError):
    """A table of past votes that does not hold together, or a question that cannot be put to it."""


class AccountError(InputError):
    """An account that is unknown, taken or refused, or a file of accounts that cannot be used."""


class ComputingError(InputError):
    """What is asked for is being computed and not ready yet; asking again a little later answers it."""


class CoderError(WhipcountError):
    """A coder failed, or gave an answer that cannot be used."""


class WorkerError(WhipcountError):
    """A process that works for this one was ended from outside, or a scheduler cannot be reached."""


class MissingExtraError(WhipcountError):
    """An optional dependency is not installed.

    >>> str(MissingExtraError("pandas", extra="frames"))
    'pandas is not installed: pip install "whipcount[frames]"'
    """

    def __init__(self, package: str, *, extra: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(f'{package} is not installed: pip install "whipcount[{extra}]"')

    def __reduce__(self) -> tuple[object, ...]:
        """As it comes from another process."""
        return _missing, (self.package, self.extra)


def _missing(package: str, extra: str) -> MissingExtraError:
    return MissingExtraError(package, extra=extra)
