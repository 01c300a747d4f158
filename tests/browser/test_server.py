"""The test server: it starts, survives a crash, and leaves no process running."""

import urllib.request

from tests.browser.server import Product


def test_the_product_comes_back_after_kill_9(product: Product) -> None:
    product.start()
    product.web.kill()
    product.worker.kill()
    assert not product.web.running
    product.start()
    assert ready(product)
    assert product.worker.running


def ready(product: Product) -> bool:
    with urllib.request.urlopen(f"{product.address}/readyz") as answer:
        return answer.status == 200
