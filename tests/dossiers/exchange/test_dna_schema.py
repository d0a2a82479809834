"""The password of a DNA file."""

from __future__ import annotations

from whipcount.dossiers.exchange.dna_schema import password_digest


def test_the_password_is_in_the_form_that_dna_checks() -> None:
    # computed and checked with jasypt 1.9.3 (StrongPasswordEncryptor), which DNA asks
    told = "AAAAAAAAAAAAAAAAAAAAAMToeRbf+iHY8r6zwQHaZyy5YLKSuOHFQGX2FclfX014"
    assert password_digest("whipcount", bytes(16)) == told
