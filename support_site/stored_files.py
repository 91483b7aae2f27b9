"""Where the files that people send each other are kept: on disk, or in a bucket of S3."""

from pathlib import Path
from typing import Any


def on_disk(folder: Path) -> dict[str, Any]:
    options = {"location": folder, "allow_overwrite": True, "file_permissions_mode": 0o600}
    return {
        "BACKEND": "support_site.files_on_disk.FilesOnDisk",
        "OPTIONS": options | {"directory_permissions_mode": 0o700},
    }


def in_bucket(bucket: str, endpoint: str | None) -> dict[str, Any]:
    """By requirements-s3.txt. Keys and region come by boto3's own variables, AWS_ACCESS_KEY_ID and so on."""
    options = {"bucket_name": bucket, "endpoint_url": endpoint, "file_overwrite": True}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        # Read back piece by piece, beyond this many bytes from disk.
        "OPTIONS": options | {"default_acl": None, "max_memory_size": 1024 * 1024},
    }
