"""The tables of a Discourse Network Analyzer 3 file, all that the program asks for when it opens one."""

from __future__ import annotations

import base64
import hashlib
import secrets
import unicodedata

PASSWORD = "whipcount"  # noqa: S105  (not kept from anybody: DNA asks for one when it opens a file, and we tell it)
STANCE, AUTHORITY = "whipcount stance", "whipcount authority"
"""Variables of our own beside agreement, so that a lean, or a head's word, comes back as what it was."""
ADMIN, READER = (1, "Admin"), (2, "whipcount")
"""Coders: DNA's first, for what people entered; and one for what was read by program."""
LONGEST = 190  # characters of a short text
_ITERATIONS, _SALT = 100_000, 16


def password_digest(password: str, salt: bytes | None = None) -> str:
    """A password as DNA keeps it: salt and the SHA-256 of salt and password, 100,000 times over, in base64.

    This is the form of the digester that DNA checks it with (jasypt's StrongPasswordEncryptor).

    >>> password_digest("whipcount", bytes(16))[:24]
    'AAAAAAAAAAAAAAAAAAAAAMTo'
    """
    salt = secrets.token_bytes(_SALT) if salt is None else salt
    digest = salt + unicodedata.normalize("NFC", password).encode()
    for _ in range(_ITERATIONS):
        digest = hashlib.sha256(digest).digest()
    return base64.b64encode(salt + digest).decode("ascii")


def _within(name: str, low: int, high: int) -> str:
    return f"CHECK ({name} BETWEEN {low} AND {high})"


def _flag(name: str, usual: int) -> str:
    return f"{name} INTEGER NOT NULL {_within(name, 0, 1)} DEFAULT {usual}"


def _text(name: str) -> str:
    return f"{name} TEXT NOT NULL DEFAULT '' CHECK (LENGTH({name}) <= {LONGEST})"


def _refers(column: str, table: str) -> str:
    return f"FOREIGN KEY ({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


_ID = "ID INTEGER NOT NULL PRIMARY KEY"
_COLOUR = ", ".join(f"{name} INTEGER NOT NULL DEFAULT 0 {_within(name, 0, 255)}" for name in ("Red", "Green", "Blue"))
_PERMISSIONS = ", ".join(
    _flag(f"Permission{name}", 1)
    for name in (
        "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
        "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
        "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
    )
)  # fmt: skip


def _data(kind: str, value: str, *more: str) -> str:
    parts = ("UNIQUE (StatementId, VariableId)", _refers("StatementId", "STATEMENTS"), *more)
    rest = ", ".join((*parts, _refers("VariableId", "VARIABLES")))
    return (
        f"CREATE TABLE DATA{kind} ({_ID}, StatementId INTEGER NOT NULL, VariableId INTEGER NOT NULL, {value}, {rest})"
    )


_TABLES = (
    "CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY NOT NULL, Value TEXT NOT NULL)",
    f"CREATE TABLE CODERS ({_ID}, {_text('Name')}, {_COLOUR}, Refresh INTEGER NOT NULL DEFAULT 0"
    f" {_within('Refresh', 0, 9999)}, FontSize INTEGER NOT NULL DEFAULT 14 {_within('FontSize', 1, 99)},"
    f" {_text('Password')}, PopupWidth INTEGER DEFAULT 300 {_within('PopupWidth', 100, 9999)},"
    f" {_flag('ColorByCoder', 0)}, {_flag('PopupDecoration', 0)}, {_flag('PopupAutoComplete', 1)}, {_PERMISSIONS})",
    f"CREATE TABLE DOCUMENTS ({_ID}, {_text('Title')}, Text TEXT NOT NULL, Coder INTEGER, {_text('Author')},"
    f" {_text('Source')}, {_text('Section')}, Notes TEXT NOT NULL DEFAULT '', {_text('Type')}, Date INTEGER NOT NULL,"
    f" {_refers('Coder', 'CODERS')})",
    f"CREATE TABLE STATEMENTTYPES ({_ID}, {_text('Label')}, {_COLOUR})",
    f"CREATE TABLE VARIABLES ({_ID}, {_text('Variable')}, DataType TEXT NOT NULL DEFAULT 'short text'"
    " CHECK (DataType IN ('boolean', 'integer', 'long text', 'short text')), StatementTypeId INTEGER,"
    f" UNIQUE (Variable, StatementTypeId), {_refers('StatementTypeId', 'STATEMENTTYPES')})",
    f"CREATE TABLE VARIABLELINKS ({_ID}, SourceVariableId INTEGER, TargetVariableId INTEGER,"
    f" CHECK (TargetVariableId != SourceVariableId), {_refers('SourceVariableId', 'VARIABLES')},"
    f" {_refers('TargetVariableId', 'VARIABLES')})",
    f"CREATE TABLE REGEXES (Label TEXT PRIMARY KEY CHECK (LENGTH(Label) <= {LONGEST}), {_COLOUR})",
    f"CREATE TABLE CODERRELATIONS ({_ID}, Coder INTEGER CHECK (Coder > 0), OtherCoder INTEGER CHECK (OtherCoder > 0),"
    f" {_flag('viewStatements', 1)}, {_flag('editStatements', 1)}, {_flag('viewDocuments', 1)},"
    f" {_flag('editDocuments', 1)}, CHECK (Coder != OtherCoder), {_refers('Coder', 'CODERS')},"
    f" {_refers('OtherCoder', 'CODERS')})",
    f"CREATE TABLE STATEMENTS ({_ID}, StatementTypeId INTEGER, DocumentId INTEGER,"
    " Start INTEGER NOT NULL CHECK (Start >= 0), Stop INTEGER NOT NULL CHECK (Stop >= 0), Coder INTEGER,"
    f" CHECK (Start < Stop), {_refers('StatementTypeId', 'STATEMENTTYPES')}, {_refers('Coder', 'CODERS')},"
    f" {_refers('DocumentId', 'DOCUMENTS')})",
    f"CREATE TABLE ENTITIES ({_ID}, VariableId INTEGER NOT NULL, {_text('Value')}, {_COLOUR},"
    " ChildOf INTEGER CHECK (ChildOf > 0), UNIQUE (VariableId, Value),"
    f" {_refers('ChildOf', 'ENTITIES')}, {_refers('VariableId', 'VARIABLES')})",
    _data("BOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _data("INTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    _data("LONGTEXT", "Value TEXT DEFAULT ''"),
    _data("SHORTTEXT", "Entity INTEGER NOT NULL", _refers("Entity", "ENTITIES")),
    f"CREATE TABLE ATTRIBUTEVARIABLES ({_ID}, VariableId INTEGER NOT NULL, {_text('AttributeVariable')},"
    f" UNIQUE (VariableId, AttributeVariable), {_refers('VariableId', 'VARIABLES')})",
    f"CREATE TABLE ATTRIBUTEVALUES ({_ID}, EntityId INTEGER NOT NULL, AttributeVariableId INTEGER NOT NULL,"
    f" {_text('AttributeValue')}, UNIQUE (EntityId, AttributeVariableId), {_refers('EntityId', 'ENTITIES')},"
    f" {_refers('AttributeVariableId', 'ATTRIBUTEVARIABLES')})",
)
SCHEMA = ";\n".join(_TABLES) + ";\n"

VARIABLES = {"person": 1, "organization": 2, "concept": 3, "agreement": 4, STANCE: 5, AUTHORITY: 6}
"""The ids of the variables of our one type of statement."""


def first_rows() -> tuple[tuple[str, tuple[object, ...]], ...]:
    """What DNA expects to find in a new file: version, coders with their password, a type of statement, variables.

    The permissions of one coder toward the other are those that DNA gives to a new coder.
    """
    digest = password_digest(PASSWORD)
    variable = "INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (?, ?, ?, 1)"
    return (
        ("INSERT INTO SETTINGS (Property, Value) VALUES ('version', ?)", ("3.0.11",)),
        ("INSERT INTO SETTINGS (Property, Value) VALUES ('date', ?)", ("2022-06-12",)),  # of that version
        ("INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, 239, 208, 51, ?)", (*ADMIN, digest)),
        (
            "INSERT INTO CODERS (ID, Name, Red, Green, Blue, Password) VALUES (?, ?, 109, 143, 199, ?)",
            (*READER, digest),
        ),
        ("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", (ADMIN[0], READER[0])),
        ("INSERT INTO CODERRELATIONS (Coder, OtherCoder) VALUES (?, ?)", (READER[0], ADMIN[0])),
        ("INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (1, ?, 239, 208, 51)", ("DNA Statement",)),
        ("INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (2, ?, 211, 211, 211)", ("Annotation",)),
        ("INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (7, 'note', 'long text', 2)", ()),
        *((variable, (key, name, "boolean" if key == 4 else "short text")) for name, key in VARIABLES.items()),
    )
