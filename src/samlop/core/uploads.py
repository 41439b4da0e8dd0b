"""Stops reading uploaded files that are larger than the product takes, before they fill memory or disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile


class Quota(FileUploadHandler):
    """Passes a file on until it is too large; then drops it and says so on the request (`request.file_too_large`)."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        """Knows the size of the whole request before its first byte is read."""
        self.request.file_too_large = content_length > settings.MAX_UPLOAD_BYTES + 100_000
        self.received = 0

    def new_file(self, *args, **kwargs):
        """Begins one file."""
        super().new_file(*args, **kwargs)
        if self.request.file_too_large:
            raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Counts, and lets the next handler have the piece."""
        self.received += len(raw_data)
        if self.received > settings.MAX_UPLOAD_BYTES:
            self.request.file_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Keeps nothing itself."""
