"""The tables of a Discourse Network Analyzer 3 file, as far as the program needs them to open one."""

_COLOUR = " ".join(f"{name} INTEGER NOT NULL DEFAULT 0," for name in ("Red", "Green", "Blue"))
_PERMISSIONS = " ".join(
    f"Permission{name} INTEGER NOT NULL DEFAULT 1,"
    for name in (
        "AddDocuments", "EditDocuments", "DeleteDocuments", "ImportDocuments", "AddStatements", "EditStatements",
        "DeleteStatements", "EditAttributes", "EditRegex", "EditStatementTypes", "EditCoders", "EditCoderRelations",
        "ViewOthersDocuments", "EditOthersDocuments", "ViewOthersStatements", "EditOthersStatements",
    )
)  # fmt: skip
_DATA = (
    "ID INTEGER PRIMARY KEY NOT NULL, StatementId INTEGER NOT NULL REFERENCES STATEMENTS(ID),"
    " VariableId INTEGER NOT NULL"
)

SCHEMA = f"""
CREATE TABLE SETTINGS (Property TEXT PRIMARY KEY NOT NULL, Value TEXT NOT NULL DEFAULT '');
CREATE TABLE CODERS (ID INTEGER PRIMARY KEY NOT NULL, Name TEXT NOT NULL UNIQUE, {_COLOUR}
  Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL DEFAULT '',
  PopupWidth INTEGER DEFAULT 300, ColorByCoder INTEGER NOT NULL DEFAULT 0, PopupDecoration INTEGER NOT NULL DEFAULT 0,
  {_PERMISSIONS} PopupAutoComplete INTEGER NOT NULL DEFAULT 1);
CREATE TABLE DOCUMENTS (ID INTEGER PRIMARY KEY NOT NULL, Title TEXT NOT NULL, Text TEXT NOT NULL,
  Coder INTEGER REFERENCES CODERS(ID), Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '',
  Section TEXT NOT NULL DEFAULT '', Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '',
  Date INTEGER NOT NULL);
CREATE TABLE STATEMENTTYPES (ID INTEGER PRIMARY KEY NOT NULL, {_COLOUR} Label TEXT NOT NULL);
CREATE TABLE VARIABLES (ID INTEGER PRIMARY KEY NOT NULL, Variable TEXT NOT NULL,
  DataType TEXT NOT NULL DEFAULT 'short text', StatementTypeId INTEGER REFERENCES STATEMENTTYPES(ID),
  UNIQUE (Variable, StatementTypeId));
CREATE TABLE REGEXES (Label TEXT PRIMARY KEY, {_COLOUR.rstrip(",")});
CREATE TABLE CODERRELATIONS (ID INTEGER PRIMARY KEY NOT NULL, Coder INTEGER, OtherCoder INTEGER,
  viewStatements INTEGER NOT NULL DEFAULT 1, editStatements INTEGER NOT NULL DEFAULT 1,
  viewDocuments INTEGER NOT NULL DEFAULT 1, editDocuments INTEGER NOT NULL DEFAULT 1);
CREATE TABLE STATEMENTS (ID INTEGER PRIMARY KEY NOT NULL, StatementTypeId INTEGER REFERENCES STATEMENTTYPES(ID),
  DocumentId INTEGER REFERENCES DOCUMENTS(ID), Start INTEGER NOT NULL, Stop INTEGER NOT NULL,
  Coder INTEGER REFERENCES CODERS(ID), CHECK (Start >= 0 AND Start < Stop));
CREATE TABLE ENTITIES (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL REFERENCES VARIABLES(ID),
  Value TEXT NOT NULL DEFAULT '', {_COLOUR} ChildOf INTEGER, UNIQUE (VariableId, Value));
CREATE TABLE DATASHORTTEXT ({_DATA}, Entity INTEGER NOT NULL REFERENCES ENTITIES(ID), UNIQUE (StatementId, VariableId));
CREATE TABLE DATALONGTEXT ({_DATA}, Value TEXT DEFAULT '', UNIQUE (StatementId, VariableId));
CREATE TABLE DATAINTEGER ({_DATA}, Value INTEGER NOT NULL DEFAULT 0, UNIQUE (StatementId, VariableId));
CREATE TABLE DATABOOLEAN ({_DATA}, Value INTEGER NOT NULL DEFAULT 1, UNIQUE (StatementId, VariableId));
CREATE TABLE ATTRIBUTEVARIABLES (ID INTEGER PRIMARY KEY NOT NULL, VariableId INTEGER NOT NULL,
  AttributeVariable TEXT NOT NULL, UNIQUE (VariableId, AttributeVariable));
CREATE TABLE ATTRIBUTEVALUES (ID INTEGER PRIMARY KEY NOT NULL, EntityId INTEGER NOT NULL,
  AttributeVariableId INTEGER NOT NULL, AttributeValue TEXT NOT NULL DEFAULT '',
  UNIQUE (EntityId, AttributeVariableId));
"""

PREPARE: tuple[tuple[str, tuple[object, ...]], ...] = (
    ("INSERT INTO SETTINGS (Property, Value) VALUES ('version', ?)", ("3.0",)),
    ("INSERT INTO CODERS (ID, Name, Red) VALUES (1, ?, 239)", ("Admin",)),
    ("INSERT INTO STATEMENTTYPES (ID, Label, Red, Green, Blue) VALUES (1, ?, 239, 208, 51)", ("DNA Statement",)),
    ("INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (1, 'person', 'short text', 1)", ()),
    ("INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (2, 'organization', 'short text', 1)", ()),
    ("INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (3, 'concept', 'short text', 1)", ()),
    ("INSERT INTO VARIABLES (ID, Variable, DataType, StatementTypeId) VALUES (4, 'agreement', 'boolean', 1)", ()),
)
