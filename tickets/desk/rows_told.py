"""Which rows a desk page was told lately, and which it missed. Pure."""


class RowsTold:
    """Ticket -> the head it was told with. What a tick doesn't name was quiet for seconds and is
    forgotten, but for what was told since the tick before: a tick can be older than that."""

    def __init__(self) -> None:
        self._before: dict[str, int] = {}
        self._since: dict[str, int] = {}

    def tell(self, ticket: str, head: int) -> None:
        self._since[ticket] = head

    def missed(self, heads: dict[str, int], *, tick: bool) -> list[str]:
        """The tickets whose row must be told again. `tick`: else these are some heads of all."""
        told = self._before | self._since
        if tick:
            newest = {ticket: max(head, told.get(ticket, 0)) for ticket, head in heads.items()}
            self._before, self._since = self._since | newest, {}
        return [ticket for ticket, head in heads.items() if told.get(ticket, 0) < head]
