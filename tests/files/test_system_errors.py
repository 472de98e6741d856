"""What the system refuses is said in words that can be translated, with what to do about it."""

from __future__ import annotations

import errno
import os

import pytest

from netbuilder.system_errors import why_not_read, why_not_written

COMMON = (errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EPERM, errno.ENOENT, errno.EEXIST, errno.ENAMETOOLONG)


@pytest.mark.parametrize("number", COMMON, ids=lambda number: errno.errorcode[number])
def test_a_common_refusal_is_a_sentence_of_the_programs_own(number: int) -> None:
    message = why_not_written(OSError(number, os.strerror(number)))
    assert message.values == {}
    assert os.strerror(number) not in str(message)
    assert str(message).endswith(".")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "x"), "it is no longer there."),
        (PermissionError(errno.EACCES, "x"), "you do not have permission to read it. Ask its owner to allow it."),
        (OSError(errno.ENOTTY, "Not a typewriter"), "Not a typewriter."),
        (ValueError("embedded null byte"), "embedded null byte."),
        (OSError(), "OSError."),
    ],
)
def test_what_cannot_be_read_and_what_seldom_happens(error: Exception, words: str) -> None:
    assert str(why_not_read(error)) == words
