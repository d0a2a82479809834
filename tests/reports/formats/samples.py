# ruff: noqa: E501  (samples of files stay in one piece)
"""Samples of files, shared by the tests of formats and the fuzzing of readers."""

from __future__ import annotations

BODY = "The ministers of the twelve said that they will meet again next week in Arden.\nThey did not agree."


MAIL = (
    b"From: Jane Roe <jane@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9_vote?=\r\nDate: Fri, 29 Nov 2024 15:42:00 -0500\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nThe ministers said \x93yes\x94.\r\n"
)


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
<item><title>A &lt;b&gt;vote&lt;/b&gt;</title><link>http://example.org/1</link>
<pubDate>Fri, 29 Nov 2024 20:42:00 GMT</pubDate>
<description>&lt;p&gt;The ministers said &lt;i&gt;yes&lt;/i&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>Second</title><description>The others said no.</description></item></channel></rss>"""


def make_pdf(lines: list[str]) -> bytes:
    """A one-page PDF in Helvetica with the given lines and a title in its properties."""
    shown = " T* ".join("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Council report) /Author (Jane Roe) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


GERMAN = (
    "Die Minister sagten, dass sie sich nicht über den Antrag einig sind und das so bleibt, bis der Rat entscheidet."
)


RUSSIAN = "Министры сказали, что они не согласны с этим предложением и не будут голосовать за него."

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>One</title><id>1</id>
<updated>2024-11-29T20:42:00Z</updated><content type="html">&lt;p&gt;The ministers said yes.&lt;/p&gt;</content></entry></feed>"""


PAGE = b"""<!doctype html><html><head><title><script>alert(1)</script>Council &amp; vote</title>
<meta property="og:site_name" content="The Herald"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-11-29T15:42:00-05:00"></head><body><article>
<h1>Council &amp; vote</h1><p>The ministers of the twelve members said that they would not meet before the year ends.</p>
<p>They had met in the harbour town of Arden, where nothing was agreed, officials said.</p>
<script>evil()</script></article></body></html>"""
