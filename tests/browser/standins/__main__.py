"""`python -m tests.browser.standins`: run the push services by hand and say how to use them."""

import tempfile
import time
from pathlib import Path

from tests.browser.standins.background import BackgroundLoop
from tests.browser.standins.services import PushServices


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, BackgroundLoop() as loop:
        services = loop.run(PushServices(Path(folder)).start())
        _explain(services)
        seen = 0
        try:
            while True:
                time.sleep(0.5)
                for post in services.posts[seen:]:
                    seen += 1
                    print(post.service, post.phone, post.status, post.reason, len(post.body))
        except KeyboardInterrupt:
            loop.run(services.stop())


def _explain(services: PushServices) -> None:
    print("# the product:")
    print("export TWOFOLD_TESTING=1")
    for name, value in services.environment().items():
        print(f"export {name}={value}")
    print("# chromium:")
    print(" ".join(services.chromium_arguments("mine")))
    print("# firefox, in about:config:")
    for name, value in services.firefox_preferences("mine").items():
        print(f"{name} = {value}")


if __name__ == "__main__":
    main()
