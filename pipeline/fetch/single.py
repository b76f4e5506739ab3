"""One page of the web as an input of `kyyeu run`: fetched under the same rules as a list."""

from __future__ import annotations

from pipeline.errors import ExtractionError
from pipeline.fetch.client import Client
from pipeline.fetch.crawl import Fetcher, unpacked
from pipeline.read.items import Item
from pipeline.read.sniff import article_kind


class Web:
    """Fetches pages as items; one pace and one robots.txt for all pages of a host."""

    def __init__(self, max_bytes: int) -> None:
        self._fetcher = Fetcher(Client(max_bytes=max_bytes))

    def item(self, url: str) -> Item:
        """The page, or an item with the error."""
        client = self._fetcher.client
        try:
            response = self._fetcher.page(url)
            body = unpacked(response, client.max_bytes)
        except ExtractionError as error:
            return Item(url, 0, error=(error.code, error.message))
        finally:
            client.close()
        kind = article_kind(body, response.url.rpartition("/")[2])
        return Item(url, len(body), raw=body, kind=kind, url=response.url, content_type=response.header("content-type"))
