"""What cannot be done: the errors whose words are told to the user as they are."""

from __future__ import annotations

import errno

_DISK = {
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "超过磁盘配额",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.EIO: "磁盘出错",
    errno.EMFILE: "同时打开的文件过多",
    errno.ENFILE: "同时打开的文件过多",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENOENT: "文件或文件夹不存在",
    errno.EEXIST: "已有同名的文件",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
    errno.EISDIR: "是文件夹，不是文件",
}


class RefusalError(Exception):
    """Why something was not done; the message is one Chinese sentence for the user.

    >>> str(RefusalError("决算.pdf：文件是空的（0 字节），未检查。"))
    '决算.pdf：文件是空的（0 字节），未检查。'
    """


def disk_reason(fault: OSError) -> str:
    """What the system says of a file that could not be read or written.

    >>> disk_reason(OSError(errno.ENOSPC, "No space left on device"))
    '磁盘已满'
    """
    return _DISK.get(fault.errno or 0) or fault.strerror or type(fault).__name__
