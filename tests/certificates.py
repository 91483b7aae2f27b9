"""A certificate for localhost and 127.0.0.1, the same for all servers of a process of tests. Nobody vouches
for it: who is to trust it is told so (SSL_CERT_FILE)."""

import ssl
from datetime import UTC, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@cache
def made() -> tuple[bytes, bytes]:
    """The certificate and its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    days = (now - timedelta(days=1), now + timedelta(days=2))
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, *days)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    form = serialization.Encoding.PEM
    plain = key.private_bytes(form, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return signed.public_bytes(form), plain


def written(folder: Path) -> Path:
    """localhost.pem; beside it are localhost.key, and localhost.both.pem."""
    certificate, key = made()
    for ending, content in (("pem", certificate), ("key", key), ("both.pem", certificate + key)):
        (folder / f"localhost.{ending}").write_bytes(content)
    return folder / "localhost.pem"


def context(certificate: Path) -> ssl.SSLContext:
    """Of a server that has it."""
    found = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    found.load_cert_chain(certificate, certificate.with_suffix(".key"))
    return found
