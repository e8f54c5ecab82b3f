"""What somebody has typed is kept as they see it, and what nobody sees is not kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_hjelp.collecting.cleaning import is_address, one_line, several_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Kari  Nordmann ", "Kari Nordmann"),
        ("Kari\r\nBcc: alle@example.no", "Kari Bcc: alle@example.no"),
        ("a\nb\rc\vd\fe\x85f\u2028g\u2029h\x1ci", "a b c d e f g h i"),
        ("nul\x00 og bjelle\x07\x1b[31m", "nul og bjelle[31m"),
        ("\ud800halv\udfff", "halv"),
        ("fil\u202egpj.exe", "filgpj.exe"),
        ("pay\u200bpal\u2060.no\ufeff", "paypal.no"),
        ("pay\u200dpal", "paypal"),
        ("\u2067abc\u2069\u200f", "abc"),
        ("a\U000e0041\U000e0042b", "ab"),
        ("<b>Fet</b> & <script>", "<b>Fet</b> & <script>"),
        ("A\u030angstro\u0308m", "Ångström"),
        # Persian writes its plural so, and a family is drawn of four.
        ("کتاب\u200cها", "کتاب\u200cها"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("کتاب\u200c\u200c\u200cها", "کتاب\u200cها"),
        ("\u200dکتاب\u200c", "کتاب"),
        ("ሰላም", "ሰላም"),
        ("", ""),
    ],
)
def test_one_line(typed, kept):
    assert one_line(typed) == kept


def test_several_lines_keep_their_lines():
    assert several_lines("en\r\nto\rtre\n\n  fire\tfem\x00\u202e") == "en\nto\ntre\n\n  fire fem"


@given(st.text())
def test_what_is_cleaned_is_clean(text):
    line, lines = one_line(text), several_lines(text)
    assert one_line(line) == line
    assert several_lines(lines) == lines
    assert line.splitlines() in ([], [line])
    assert not [char for char in line if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")]
    assert {char for char in lines if unicodedata.category(char) in ("Cc", "Cs")} <= {"\n"}


@pytest.mark.parametrize(
    "text",
    ["kari@example.no", "kari.nordmann+hjelp@post.example.no"],
)
def test_addresses(text):
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kari",
        "kari@",
        "kari@example.no,ola@example.no",
        "kari@example.no;ola@example.no",
        "kari@example.no ola@example.no",
        "Kari <kari@example.no>",
        '"kari,ola"@example.no',
        '"kari@evil.example>,"@example.no',
        "kari@example.no\nBcc: ola@example.no",
        "kari@example.no\r",
        "kari@[127.0.0.1]",
        "kari(kommentar)@example.no",
        "kari|ola@example.no",
        "`id`@example.no",
        "k" * 250 + "@example.no",
    ],
)
def test_anything_but_one_plain_address_is_none(text):
    assert not is_address(text)
