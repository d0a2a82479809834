"""A page of the dashboard, checked: well-formed, no script but its own file, no event, no inline style, ids once."""

from __future__ import annotations

import re

from tests.briefs.test_faces import Page


class WebPage(Page):
    """What a page of the dashboard may hold."""

    def check(self) -> None:
        """No foreign script, event, inline style or address; ids once; anchors lead somewhere."""
        ids = [attrs["id"] for _, attrs in self.elements if "id" in attrs]
        assert len(set(ids)) == len(ids), sorted(str(i) for i in ids if ids.count(i) > 1)[:5]
        for tag, attrs in self.elements:
            assert tag not in ("iframe", "img", "object", "embed", "base", "style"), tag
            if tag == "script":
                assert attrs == {"src": "/static/keys.js", "defer": None}
            assert not any(name.startswith("on") or name in ("style", "srcset") for name in attrs), attrs
            if tag == "form":
                assert (attrs["action"] or "").startswith("/")
            href = attrs.get("href")
            if href is not None and href.startswith("#"):
                assert href[1:] in ids, f"{href} leads nowhere"
            elif href is not None:
                assert re.match(r"https?://|/(?!/)", href), href
        labelled = {attrs.get("for") for tag, attrs in self.elements if tag == "label"}
        for tag, attrs in self.elements:
            if tag in ("select", "textarea") or (tag == "input" and attrs.get("type") != "hidden"):
                assert attrs.get("id") in labelled, f"no label: {attrs}"
