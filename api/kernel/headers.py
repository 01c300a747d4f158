"""Security headers on every response (OWASP ASVS 5.0 V3)."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from secure import (
    ContentSecurityPolicy,
    CrossOriginOpenerPolicy,
    CrossOriginResourcePolicy,
    PermissionsPolicy,
    ReferrerPolicy,
    Secure,
    StrictTransportSecurity,
    XContentTypeOptions,
)

from ..config import Settings

_SECURE = Secure(
    csp=ContentSecurityPolicy()
    .default_src("'none'")
    .script_src("'self'")
    .style_src("'self'")
    .img_src("'self'", "data:", "blob:")
    .font_src("'self'")
    .connect_src("'self'")
    .manifest_src("'self'")
    .worker_src("'self'")
    .base_uri("'none'")
    .form_action("'none'")
    .frame_ancestors("'none'")
    .require_trusted_types_for("'script'")
    .trusted_types("twofold"),
    coop=CrossOriginOpenerPolicy().same_origin(),
    corp=CrossOriginResourcePolicy().same_origin(),
    permissions=PermissionsPolicy().value(
        "camera=(self), screen-wake-lock=(self), geolocation=(), microphone=(), payment=(), usb=(), "
        "accelerometer=(), gyroscope=(), magnetometer=(), display-capture=()"
    ),
    referrer=ReferrerPolicy().no_referrer(),
    xcto=XContentTypeOptions(),
)
_HSTS = StrictTransportSecurity().max_age(63_072_000).include_subdomains()


def for_settings(settings: Settings) -> dict[str, str]:
    """The headers of every response, files included. HSTS only where people use https."""
    named = dict(_SECURE.header_items())
    if settings.secure:
        named[_HSTS.header_name] = _HSTS.header_value
    return named


def register(app: Flask) -> None:
    """No inline code, no third parties, no framing, whatever answers; the API is never stored by a cache."""
    named = for_settings(app.config["TWOFOLD"])
    inner = app.wsgi_app

    def with_headers(
        environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        of_the_api = environ.get("PATH_INFO", "").lstrip("/").startswith("api/")

        def begin(status: str, given: list[tuple[str, str]], *failed: Any) -> Any:
            sent = [(name, value) for name, value in given if name not in named]
            sent += named.items()
            if of_the_api and not any(name == "Cache-Control" for name, _ in given):
                sent.append(("Cache-Control", "no-store"))
            return start_response(status, sent, *failed)

        return inner(environ, begin)

    app.wsgi_app = with_headers  # type: ignore[method-assign]
