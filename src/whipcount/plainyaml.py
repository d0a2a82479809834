"""YAML without surprises: what a person writes is what is read.

Only ``true`` and ``false`` are booleans (``NO`` is Norway, ``yes`` is a stance); decimals and dates stay text, to be
read exactly and with the place named where they are wrong; a key stands once. Anchors and aliases, which PyYAML writes
where the same list stands in two places, are written out, up to a bound: a small file cannot grow without end.
"""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

import yaml

from whipcount.errors import InputError

MAX_REPEATED = 50_000
"""Values that all aliases of a document may stand for together."""


if TYPE_CHECKING or not yaml.__with_libyaml__:
    _Events = yaml.SafeLoader
else:

    class _Events(yaml.composer.Composer, yaml.CSafeLoader):
        """Events of libyaml, several times as quick as PyYAML's own; nodes and values are made as there."""

        def __init__(self, stream: str | bytes) -> None:
            yaml.CSafeLoader.__init__(self, stream)
            yaml.composer.Composer.__init__(self)


class _Loader(_Events):
    _sizes: dict[str, int]  # of what each anchor names, once it is read to its end
    _repeated: int

    def compose_document(self) -> Any:
        self._sizes, self._repeated = {}, 0
        return super().compose_document()

    def compose_node(self, parent: Any, index: Any) -> Any:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.events.AliasEvent) and event.anchor is not None:
            where = f"line {event.start_mark.line + 1}" if event.start_mark else ""
            if event.anchor in self.anchors and event.anchor not in self._sizes:
                raise InputError(f"the alias *{event.anchor[:60]} stands within what it names", where=where)
            self._repeated += self._sizes.get(event.anchor, 0)
            if self._repeated > MAX_REPEATED:
                raise InputError(
                    f"aliases that stand for more than {MAX_REPEATED:,} values", where=where, accepted="written out"
                )
            return copy.deepcopy(super().compose_node(parent, index))
        node = super().compose_node(parent, index)
        if getattr(event, "anchor", None) is not None:
            self._sizes[event.anchor] = _size(node)
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _ in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                if key_node.value in seen:
                    line = key_node.start_mark.line + 1
                    raise InputError(f"{key_node.value!r} stands twice", where=f"line {line}", accepted="each key once")
                seen.add(key_node.value)
        return super().construct_mapping(node, deep)


def _size(node: Any) -> int:
    if isinstance(node, yaml.ScalarNode):
        return 1
    parts = [part for pair in node.value for part in (pair if isinstance(pair, tuple) else (pair,))]
    return 1 + sum(_size(part) for part in parts)


_PLAIN = ("null", "bool", "int", "str", "seq", "map")
# A tag asks for another kind of value than what is written (!!timestamp, !!float, !!set): plain data have none of them.
_Loader.yaml_constructors = {
    tag: make
    for tag, make in yaml.SafeLoader.yaml_constructors.items()
    if tag is None or tag.removeprefix("tag:yaml.org,2002:") in _PLAIN
}
_Loader.yaml_implicit_resolvers = {}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*)$"), list("-+0123456789"))


def load_yaml(text: str | bytes) -> Any:
    """The plain data of one YAML document.

    Raises:
        InputError: naming the line; also for text that is no YAML at all.

    >>> load_yaml("member: NO\\nstance: yes\\nshare: 0.55")
    {'member': 'NO', 'stance': 'yes', 'share': '0.55'}
    """
    try:
        return yaml.load(text, Loader=_Loader)  # noqa: S506  (a SafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = " ".join(str(getattr(error, "problem", None) or error).split())[:200]
        raise InputError(f"no valid YAML: {problem}", where=f"line {mark.line + 1}" if mark else "") from None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        # What PyYAML's own constructors raise for a tag that does not fit its value ("!!bool x", an empty "!!int").
        told = "nested too deep" if isinstance(error, RecursionError) else " ".join(str(error).split())[:200]
        raise InputError(f"no valid YAML: {told or type(error).__name__}") from None
