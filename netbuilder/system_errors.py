"""Why the system refused to write or to read a file, in words, with what to do about it."""

from __future__ import annotations

import errno

from netbuilder.messages import Message, say

_EITHER: dict[int, Message] = {
    errno.ENAMETOOLONG: say("its name is too long. Choose a shorter one."),
    errno.ELOOP: say("it is a link that leads to itself. Choose another name."),
    errno.EIO: say("the disk is not working properly. Choose another disk, and have this one checked."),
    errno.ESTALE: say("a network drive cannot be reached. Try again once it is back."),
    errno.ETIMEDOUT: say("a network drive cannot be reached. Try again once it is back."),
    errno.EMFILE: say("too many files are open. Close other programs, and try again."),
    errno.ENFILE: say("too many files are open. Close other programs, and try again."),
    errno.EBUSY: say("another program is using it. Close that program, and try again."),
}

_WRITING = _EITHER | {
    errno.ENOSPC: say("the disk is full. Free some space, or choose another folder."),
    errno.EDQUOT: say("your disk quota is used up. Free some space, or choose another folder."),
    errno.EFBIG: say("it would be larger than this system allows."),
    errno.EROFS: say("the disk is read-only. Choose another folder."),
    errno.EACCES: say("you do not have permission to write to this folder. Choose another folder."),
    errno.EPERM: say("you do not have permission to write to this folder. Choose another folder."),
    errno.ENOENT: say("its folder does not exist. Choose another folder."),
    errno.ENOTDIR: say("its folder does not exist. Choose another folder."),
    errno.EEXIST: say("there is a file with this name. Choose another name."),
    errno.EISDIR: say("there is a folder with this name. Remove it."),
    errno.ENOTEMPTY: say("there is a folder with this name already, with files in it."),
}

_READING = _EITHER | {
    errno.ENOENT: say("it is no longer there."),
    errno.ENOTDIR: say("it is no longer there."),
    errno.EACCES: say("you do not have permission to read it. Ask its owner to allow it."),
    errno.EPERM: say("you do not have permission to read it. Ask its owner to allow it."),
    errno.EISDIR: say("it is a folder."),
}


def why_not_written(error: OSError) -> Message:
    """Why a file or folder could not be made, changed or moved: a sentence to stand behind a colon."""
    return _WRITING.get(error.errno or 0) or _by_the_system(error)


def why_not_read(error: Exception) -> Message:
    """Why a file could not be read: a sentence to stand behind a colon. A wrong path is a ValueError."""
    found = _READING.get(error.errno or 0) if isinstance(error, OSError) else None
    return found or _by_the_system(error)


def _by_the_system(error: Exception) -> Message:
    """What seldom happens is said as the system says it."""
    return say("{reason}.", reason=getattr(error, "strerror", None) or str(error) or type(error).__name__)
