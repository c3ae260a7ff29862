"""Page memory: the pages that this worker has made, bounded in bytes."""

import threading
from collections import OrderedDict


class Shelf:
    """At most `limit` bytes of pages; what was not asked for longest goes first."""

    def __init__(self, limit):
        self.limit, self.size = limit, 0
        self._pages = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, key):
        page = self._pages.get(key)
        if page is not None:
            with self._lock:
                if key in self._pages:
                    self._pages.move_to_end(key)
        return page

    def put(self, key, page):
        if page.size > self.limit // 4:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._pages[key] = page
            self.size += page.size - (old.size if old else 0)
            while self.size > self.limit:
                _key, gone = self._pages.popitem(last=False)
                self.size -= gone.size

    def pages(self):
        with self._lock:
            return list(self._pages.values())

    def keep_only(self, wanted):
        """Drop every page whose key is not wanted."""
        with self._lock:
            for key in [key for key in self._pages if not wanted(key)]:
                self.size -= self._pages.pop(key).size


class Memory:
    """Pages by key: (edition, origin, path, query).

    Addresses with a query are beyond number, and so are the codes of sheets: they have a shelf of their own
    and can never push out the pages that every family reads.
    """

    def __init__(self, limit):
        self._plain, self._queried = Shelf(limit * 3 // 4), Shelf(limit // 4)

    @property
    def size(self):
        return self._plain.size + self._queried.size

    def __len__(self):
        return len(self._plain) + len(self._queried)

    def get(self, key):
        return (None if key[3] else self._plain.get(key)) or self._queried.get(key)

    def put(self, key, page, *, beyond_number=False):
        (self._queried if key[3] or beyond_number else self._plain).put(key, page)

    def pages(self):
        """The pages that everyone reads."""
        return self._plain.pages()

    def keep_editions(self, editions):
        """Forget the pages of editions that nobody reads any more."""
        for shelf in (self._plain, self._queried):
            shelf.keep_only(lambda key: key[0] in editions)
