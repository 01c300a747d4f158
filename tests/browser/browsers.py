"""Debian's Chromium and Firefox, each with a persistent profile; they reach only this machine."""

import os
import subprocess
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import BrowserContext, Error, Playwright, ViewportSize

from tools.ports import free_port

Kind = Literal["chromium", "firefox"]

CHROMIUM = Path("/usr/bin/chromium")
FIREFOX = Path("/usr/bin/firefox-esr")
FONTS = Path(__file__).with_name("fonts.conf")
"""The fonts of every phone: wide ones only, so that a screen looks the same on every machine."""

CRASHED = "Failed to launch the browser process"
"""What Playwright says when a browser ends before it takes commands."""

_OFF = (
    # The address bar's suggestions: pages of their own, which nobody sees and which cost half of a start.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
    # What Playwright turns off, since this list takes the place of its own.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "BlockOriginHeaderModificationOnRedirect",
    "DestroyProfileOnBrowserClose",
    "DialMediaRouteProvider",
    "GlobalMediaControls",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
    "Translate",
)
"""Features of Chromium that no phone here needs."""

PHONE_SIZE: ViewportSize = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Settings:
    """The settings with which a phone's browser is started each time, on the same profile."""

    kind: Kind
    profile: Path
    radio_port: int
    direct_ports: tuple[int, ...]
    """Loopback ports that bypass the radio: the connections of the push services."""
    bus: str
    zone: str
    language: str
    animated: bool
    """Whether the app moves things, or the person has asked the system for less motion."""
    chromium_arguments: list[str] = field(default_factory=list[str])
    firefox_preferences: dict[str, str | int | bool] = field(
        default_factory=dict[str, str | int | bool]
    )
    trusted: Path | None = None
    """The certificate of an authority that the person trusts."""


def launch(playwright: Playwright, settings: Settings) -> BrowserContext:
    """Start the browser; closing the context ends it.

    One that crashes as it starts is started once more, as a person would. Debian's Firefox did so once in some
    thousand starts, and in none of 450 that tried to make it.
    """
    if settings.trusted:
        _trust(settings.trusted, _certificates(settings))
    start = _launch_chromium if settings.kind == "chromium" else _launch_firefox
    try:
        return start(playwright, settings)
    except Error as error:
        if CRASHED not in error.message:
            raise
        warnings.warn(f"Started again: {error.message}", stacklevel=1)
        return start(playwright, settings)


def make_firefox_profile(playwright: Playwright, profile: Path) -> None:
    """Start Firefox on a new profile and end it.

    Its next start there, or on a copy, takes half the time. It reaches no server, since its proxy does not
    run.
    """
    nowhere = Settings("firefox", profile, free_port(), (), "disabled:", "UTC", "en-GB", False)
    launch(playwright, nowhere).close()


def _launch_chromium(playwright: Playwright, settings: Settings) -> BrowserContext:
    direct = "".join(f";127.0.0.1:{port}" for port in settings.direct_ports)
    still = [] if settings.animated else ["--force-prefers-reduced-motion"]
    return playwright.chromium.launch_persistent_context(
        settings.profile,
        executable_path=CHROMIUM,
        args=[
            f"--proxy-server=socks5://127.0.0.1:{settings.radio_port}",
            f"--proxy-bypass-list=<-loopback>{direct}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
            f"--disable-features={','.join(_OFF)}",
            *still,
            *settings.chromium_arguments,
        ],
        env=_environment(settings),
        locale=settings.language,
        reduced_motion="null",  # as the system says
        viewport=PHONE_SIZE,
        device_scale_factor=2,
        is_mobile=True,
        user_agent=playwright.devices["Pixel 7"]["user_agent"],
    )


def _launch_firefox(playwright: Playwright, settings: Settings) -> BrowserContext:
    direct = ", ".join(f"127.0.0.1:{port}" for port in settings.direct_ports)
    return playwright.firefox.launch_persistent_context(
        settings.profile,
        executable_path=FIREFOX,
        channel="moz-firefox",
        env=_environment(settings),
        locale=settings.language,
        viewport=PHONE_SIZE,
        device_scale_factor=2,
        firefox_user_prefs={
            **_QUIET_FIREFOX,
            "network.proxy.type": 1,
            "network.proxy.socks": "127.0.0.1",
            "network.proxy.socks_port": settings.radio_port,
            "network.proxy.socks_version": 5,
            "network.proxy.socks_remote_dns": True,
            "network.proxy.allow_hijacking_localhost": True,
            "network.proxy.no_proxies_on": direct,
            "network.proxy.failover_direct": False,
            "ui.prefersReducedMotion": int(not settings.animated),
            **settings.firefox_preferences,
        },
    )


def _certificates(settings: Settings) -> Path:
    """The folder in which the browser looks for the authorities that its person trusts."""
    if settings.kind == "firefox":
        return settings.profile
    return settings.profile.parent / ".pki" / "nssdb"


def _trust(certificate: Path, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    place = ["certutil", "-d", f"sql:{folder}"]
    if not (folder / "cert9.db").exists():
        subprocess.run([*place, "-N", "--empty-password"], check=True)
    subprocess.run([*place, "-A", "-n", "front", "-t", "C,,", "-i", certificate], check=True)


def _environment(settings: Settings) -> dict[str, str | float | bool]:
    home = {"HOME": str(settings.profile.parent)} if settings.trusted else {}
    return {
        **os.environ,
        **home,
        "DBUS_SESSION_BUS_ADDRESS": settings.bus,
        "FONTCONFIG_FILE": str(FONTS),
        "TZ": settings.zone,
    }


_QUIET_FIREFOX: dict[str, str | float | bool] = {
    # One process for pages and none in reserve, since a phone shows one site.
    "browser.tabs.remote.separatePrivilegedContentProcess": False,
    "dom.ipc.processCount": 1,
    "dom.ipc.processPrelaunch.enabled": False,
    "extensions.webextensions.remote": False,
    "fission.autostart": False,
    # Whatever a browser does besides showing this site.
    "browser.ml.enable": False,
    "browser.newtabpage.activity-stream.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.pagethumbnails.capturing_disabled": True,
    "browser.startup.homepage": "about:blank",
    "browser.startup.page": 0,
    "browser.topsites.contile.enabled": False,
    "browser.translations.enable": False,
    "extensions.formautofill.addresses.enabled": False,
    "extensions.formautofill.creditCards.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "reader.parse-on-load.enabled": False,
    "sidebar.revamp": False,
    "signon.rememberSignons": False,
    # And it calls nobody.
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.storageManager.prompt.testing": True,
    "dom.storageManager.prompt.testing.allow": True,
    "extensions.update.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
}
