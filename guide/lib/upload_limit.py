"""No upload is larger than what the desk can use: the rest of a larger one is let go unread and
unkept.
"""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile

LARGEST = 5 * 1024 * 1024


class Quota(FileUploadHandler):
    """Runs before the handlers that keep a file.

    A view finds `request.too_large` when a file was let go.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > LARGEST:
            self.request.too_large = True  # type: ignore[union-attr]
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
