"""YAML without surprises: what a person writes is what is read.

Only ``true`` and ``false`` are booleans (``NO`` is Norway, ``yes`` is a stance); decimals and dates stay text, to be
read exactly and with the place named where they are wrong; a key stands once; and aliases, by which a small file could
grow without bound, are refused.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from whipcount.errors import InputError


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            line = self.peek_event().start_mark.line + 1  # type: ignore[no-untyped-call]
            raise InputError("aliases (*name) are not accepted", where=f"line {line}", accepted="written out")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen = set()
        for key_node, _ in node.value:
            if isinstance(key_node, yaml.ScalarNode):
                if key_node.value in seen:
                    line = key_node.start_mark.line + 1
                    raise InputError(f"{key_node.value!r} stands twice", where=f"line {line}", accepted="each key once")
                seen.add(key_node.value)
        return super().construct_mapping(node, deep)


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
    except (ValueError, RecursionError) as error:
        raise InputError(f"no valid YAML: {' '.join(str(error).split())[:200] or 'nested too deep'}") from None
