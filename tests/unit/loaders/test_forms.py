"""Identifiers have one normal form each."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from app.errors import BadInput
from loaders.asking import identifier_key, identifier_keys
from loaders.countries import country, known_country
from loaders.forms import Former, normal_form
from loaders.namespaces import Namespace, default_namespaces
from loaders.times import Unreadable


@pytest.mark.parametrize(
    ("form", "raw", "region", "expected"),
    [
        ("email", " Ada@Example.COM ", None, "ada@example.com"),
        ("email", '"Jay Jones" <jjones@fmail.com>', None, "jjones@fmail.com"),
        ("email", "Maria Sentosa<msentosa@fmail.com>", None, "msentosa@fmail.com"),
        ("email", "ａｄａ@example.com", None, "ada@example.com"),
        ("email", "post@xn--mller-kva.de", None, "post@müller.de"),
        ("email", "o'hara@localhost", None, "o'hara@localhost"),
        ("phone", "702-919-1300", "US", "+17029191300"),
        ("phone", "(0)30 / 1234567", "DE", "+49301234567"),
        ("phone", "+39 0352 6553537", None, "+3903526553537"),
        ("phone", "0039 0352 6553537", "DE", "+3903526553537"),
        ("phone", "92-42-7925774", "US", "+92427925774"),
        ("phone", "+４９ 30 1234567", None, "+49301234567"),
        ("lower", "  ÄDA  Straße ", None, "äda strasse"),
        ("text", "Ada  Lovelace", None, "Ada Lovelace"),
        ("digits", "123-45-6789", None, "123456789"),
        ("code", "ab–12 é", None, "AB-12 É"),
    ],
)
def test_normal_forms(form: str, raw: str, region: str | None, expected: str) -> None:
    """The same value in another spelling has the same form."""
    assert normal_form(form, raw, region) == expected
    assert normal_form(form, expected, region) == expected


@pytest.mark.parametrize(
    ("form", "raw"),
    [("email", "ada"), ("email", "a@@b.c"), ("phone", "12"), ("phone", "0352 6553537"), ("digits", "none"), ("code", "--"), ("text", " ")],
)
def test_unreadable_values_say_why(form: str, raw: str) -> None:
    """What has no normal form is unreadable, with a reason."""
    with pytest.raises(Unreadable) as caught:
        normal_form(form, raw, "US" if form == "phone" else None)
    assert str(caught.value)


@given(st.from_regex(r"[a-zA-Z0-9._+-]{1,12}@[a-zA-Z0-9.-]{1,14}\.[a-z]{1,4}", fullmatch=True))
def test_the_quick_way_agrees_with_the_library(address: str) -> None:
    """Plain addresses are read without the library; it would have said the same."""
    try:
        expected = validate_email(address, check_deliverability=False, globally_deliverable=False).normalized.lower()
    except EmailNotValidError:
        with pytest.raises(Unreadable):
            normal_form("email", address)
    else:
        assert normal_form("email", address) == expected


def test_keys() -> None:
    """A key is namespace and normal form; lookups also try the hashes by which a plain value may be known."""
    assert identifier_key("email", " Ada@Example.com") == "email:ada@example.com"
    digests = [f"email:{name}:{hashlib.new(name, b'ada@example.com').hexdigest()}" for name in ("sha256", "md5", "sha1")]
    assert identifier_keys("email:Ada@example.com") == ("email:ada@example.com", *digests)
    assert identifier_keys(digests[1].upper().replace("EMAIL:MD5", "email:md5")) == (digests[1],)
    assert identifier_key("user", "42", source="shop") == "user:shop/42"
    assert Former(default_namespaces()["passport"], source="", secret=b"").plain("a-1", None, "Germany").key == "passport:DE/A1"


@pytest.mark.parametrize("text", ["email", "mail:a@b.c", "email:nobody", "email:sha256:zz", "phone:030 1"])
def test_lookups_say_what_is_wrong(text: str) -> None:
    """An unknown namespace or an unreadable value is bad input."""
    with pytest.raises(BadInput):
        identifier_keys(text)


def test_a_keyed_namespace_keys_by_hmac_over_sha256() -> None:
    """Plain and SHA-256 have one key, HMAC-SHA256 of the digest in hexadecimal; without a secret there is none."""
    spaces = {"ssn": Namespace("ssn", form="digits", keyed=True, aliases=("sha256",))}
    digest = hashlib.sha256(b"172324498").hexdigest()
    expected = "ssn:" + hmac.new(b"secret", digest.encode(), hashlib.sha256).hexdigest()
    assert identifier_keys("ssn:172-32-4498", secret=b"secret", namespaces=spaces)[0] == expected
    assert identifier_keys(f"ssn:sha256:{digest}", secret=b"secret", namespaces=spaces) == (expected,)
    with pytest.raises(BadInput, match="THROUGHLINE_SECRET"):
        identifier_keys("ssn:172324498", namespaces=spaces)


@pytest.mark.parametrize(
    ("name", "code"), [("US", "US"), ("USA", "US"), ("usa", "US"), ("Germany", "DE"), ("Deutschland", "DE"), ("Hong Kong", "HK"), ("NV", "NV")]
)
def test_countries(name: str, code: str) -> None:
    """A country is its two-letter code, whatever it is called; a state stays what it is."""
    assert country(name) == code
    assert known_country("Atlantis") is None
