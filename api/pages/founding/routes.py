"""The pages by which an organisation and its groups are founded."""

from __future__ import annotations

from api.pages.founding.group import GROUP
from api.pages.founding.meeting import MEETING
from api.pages.founding.officers import OFFICERS
from api.pages.founding.orders import ORDERS
from api.pages.founding.seats import SEATS
from api.pages.founding.start import found, start

FOUNDING = [start, found, *GROUP, *SEATS, *ORDERS, *MEETING, *OFFICERS]
