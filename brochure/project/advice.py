"""What an error of the operating system means for the person at the keyboard, and what would mend it.

Knows nothing of the project; every message about a file that cannot be read or written ends in these words.
"""

import errno

_SPACE = "free some space"
_LEAVE = "ask its owner for leave, or change its permissions"
_MENDS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: _SPACE,
    errno.EACCES: _LEAVE,
    errno.EPERM: _LEAVE,
    errno.EROFS: "nothing can be written there",
    errno.EISDIR: "a folder stands where a file should be; move it away",
    errno.ENOTDIR: "a file stands where a folder should be; move it away",
    errno.EEXIST: "something stands there already; move it away",
    errno.ENOENT: "look whether it, or the folder it should be in, has been moved or renamed",
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.ELOOP: "its links lead in a circle; put the file itself there",
    errno.EMFILE: "close other programs and try again",
    errno.ENFILE: "close other programs and try again",
    errno.ENOMEM: "close other programs and try again",
    errno.EIO: "the disk or the network drive fails; copy the project to another disk",
    errno.ESTALE: "the network drive has gone; copy the project to a disk of this machine",
    errno.EILSEQ: "its name holds letters that this disk does not know; give it another name",
}
_OTHERWISE = "try again, and copy the project to another disk if it stays so"
_OF_THE_PLACE = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EFBIG,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOTDIR,
    errno.EEXIST,
}


def advice(error: OSError, *, writing: bool) -> str:
    """What went wrong and what would mend it, without the name of the file: "Permission denied; ask its owner …".

    With `writing` another folder is offered, where the fault is that of the folder.
    """
    mend = _MENDS.get(error.errno or 0, _OTHERWISE)
    elsewhere = ", or choose another folder with --output" if writing and error.errno in _OF_THE_PLACE else ""
    return f"{error.strerror or error}; {mend}{elsewhere}"
