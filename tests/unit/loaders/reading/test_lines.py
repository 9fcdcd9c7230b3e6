"""Lines are read in any encoding, whatever ends them, and broken bytes cost one of them."""

from __future__ import annotations

import codecs
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.reading import lines as module
from loaders.reading.lines import Feed

ENCODINGS = ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "latin-1", "cp1252", "cp500", "shift_jis", "gb18030"]
MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
}


class Dripping(io.BytesIO):
    """A stream that gives only so many bytes at once, as networks and packed files do."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self._size = size

    def read1(self, _size: int | None = -1, /) -> bytes:
        """The next few bytes."""
        return super().read1(self._size)


def texts(content: bytes, encoding: str, size: int = 1 << 14) -> list[str]:
    """All lines of some bytes."""
    return list(Feed.of_bytes(Dripping(content, size), encoding))


@given(
    st.lists(st.tuples(st.text('aé," \u2028\x0b\x85x', max_size=6), st.sampled_from(["\n", "\r\n", "\r"])), max_size=8),
    st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"]),
    st.booleans(),
    st.integers(1, 9),
)
def test_any_text_is_the_same_lines(parts: list[tuple[str, str]], encoding: str, marked: bool, size: int) -> None:  # noqa: FBT001 - drawn
    """LF, CR LF and CR end lines, mixed in one file, and no other character does; blocks of any size give the same."""
    whole = "".join(map("".join, parts))
    wanted = list(io.StringIO(whole, newline=""))
    content = (MARKS[encoding] if marked else b"") + whole.encode(encoding)
    assert texts(content, "utf-8" if marked else encoding, size) == wanted


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_encoding_is_read(encoding: str) -> None:
    """Encodings of one, two and four bytes, EBCDIC and East Asian ones too."""
    wanted = ["id,name\r", "1,Bo\r\n", "2,Cy\n", "3,Di"]
    assert texts("".join(wanted).encode(encoding), encoding) == wanted


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_where_it_is_said(order: str) -> None:
    """Which byte comes first is seen from the first character."""
    assert texts("id\n1\n".encode(order), "utf-16") == ["id\n", "1\n"]


@pytest.mark.parametrize(
    ("encoding", "content", "wanted", "broken"),
    [
        ("utf-8", b"a\n\xff\xfe\r\nb\rc\xe9\n", ["a\n", "b\r"], [2, 4]),
        ("utf-16", b"\xff\xfe" + "a\n".encode("utf-16-le") + b"\x00\xd8" + "x\nb\n".encode("utf-16-le"), ["a\n", "b\n"], [2]),
        ("utf-16-le", "a\nb".encode("utf-16-le") + b"\x00", ["a\n"], [2]),
    ],
)
def test_broken_bytes_cost_one_line(encoding: str, content: bytes, wanted: list[str], broken: list[int]) -> None:
    """The lines around them are read, and all keep their numbers."""
    feed = Feed.of_bytes(io.BytesIO(content), encoding)
    assert list(feed) == wanted
    assert [number for number, _, _ in feed.broken] == broken
    assert all("broken encoding" in reason for _, _, reason in feed.broken)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_a_line_without_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch, end: str, encoding: str) -> None:
    """It is cut and said, and the lines after it are read."""
    monkeypatch.setattr(module, "LONGEST_LINE", 500)
    feed = Feed.of_bytes(Dripping(f"a{end}{'x' * 3_000}{end}b{end}".encode(encoding), 64), encoding)
    assert list(feed) == [f"a{end}", f"b{end}"]
    assert [number for number, _, _ in feed.broken] == [2]
