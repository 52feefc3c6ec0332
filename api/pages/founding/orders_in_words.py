"""Standing orders in plain words: what they mean for a group of so many seats, and how often they would stop it."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from api.pages.language import gettext as _
from api.pages.language import ngettext
from governance.rules.quorum import needed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.ready_orders import ReadySet
    from governance.standing_orders import StandingOrders

NAMES: Mapping[ReadySet, Callable[[], str]] = {
    "talk_until_we_agree": lambda: _("Talk until we agree"),
    "members_decide": lambda: _("Members decide"),
    "both_must_agree": lambda: _("Both must agree"),
    "national_steering_group": lambda: _("National steering group"),
}
ABOUT: Mapping[ReadySet, Callable[[], str]] = {
    "talk_until_we_agree": lambda: _("For a small, friendly group. You talk until everybody can live with it."),
    "members_decide": lambda: _("People with lived experience must be the larger part of the room."),
    "both_must_agree": lambda: _("The whole group says yes, and so do the people with lived experience."),
    "national_steering_group": lambda: _("For a group that meets from far apart. More notice, and no draws."),
}
RARELY, OFTEN = Fraction(1, 100), Fraction(1, 3)
ALMOST_ALWAYS = Fraction(95, 100)


def lines(orders: StandingOrders, seats: int) -> list[str]:
    """What the orders ask for, one sentence or two a line, the quorum first."""
    return [_quorum(orders, seats), _outnumbered(orders), _majority(orders), _tie(orders), *_formalities(orders)]


def _quorum(orders: StandingOrders, seats: int) -> str:
    need = needed(orders, filled=seats, established=seats)
    said = {"need": need, "seats": seats}
    return (
        ngettext(
            "At least %(need)s of your %(seats)s members must be there.",
            "At least %(need)s of your %(seats)s members must be there.",
            need,
        )
        % said
    )


def _outnumbered(orders: StandingOrders) -> str:
    if orders.lived_experience == "block":
        return _("Are people with lived experience outnumbered? Then you can talk, but you cannot decide.")
    if orders.lived_experience == "concurrent":
        return _("Of the people with lived experience, too, more must say yes than no. If not, the answer is no.")
    return _("Are people with lived experience outnumbered? You can still decide, and the minutes will say so.")


def _majority(orders: StandingOrders) -> str:
    if orders.majority == "simple_present":
        return _("If you cannot all agree, you vote. More than half of those there must say yes.")
    return _("You vote. It is agreed when more say yes than no.")


def _tie(orders: StandingOrders) -> str:
    if orders.tie_rule == "second_vote":
        return _("As many yes as no? The chair may vote a second time.")
    return _("As many yes as no? Then the answer is no.")


def _formalities(orders: StandingOrders) -> list[str]:
    said = [_("Everybody hears of a meeting %(days)s full days before.") % {"days": orders.notice_days}]
    if orders.seconder_required:
        said.append(_("Somebody must support a proposal before you vote on it."))
    else:
        said.append(_("One person is enough to put something to the group."))
    said.append(chair_is_late(orders))
    if orders.casual_vacancies == "elected":
        said.append(_("Somebody left a seat? Then you vote on who takes it."))
    else:
        said.append(_("Somebody left a seat? The chair may ask somebody to take it."))
    if "secretary" in orders.lived_experience_offices:
        said.append(_("The chair and the secretary are people with lived experience."))
    else:
        said.append(_("The chair is somebody with lived experience."))
    return said


def chair_is_late(orders: StandingOrders) -> str:
    """For how long a chair who is not there is waited for (R-CH1)."""
    if not orders.chair_wait_minutes:
        return _("The chair is not there? Then somebody else takes the chair.")
    return ngettext(
        "The chair is not there? You wait for a minute. Then somebody else takes the chair.",
        "The chair is not there? You wait for %(minutes)s minutes. Then somebody else takes the chair.",
        orders.chair_wait_minutes,
    ) % {"minutes": orders.chair_wait_minutes}


def how_often(stopped: tuple[int, int]) -> str:
    """The chance of a meeting that cannot decide, as people say it."""
    chance = Fraction(*stopped)
    if chance == 0:
        return _("You could decide at every meeting.")
    if chance < RARELY:
        return _("In fewer than 1 of 100 meetings you could not decide.")
    if chance <= OFTEN:
        return _("In about 1 of %(meetings)s meetings you could not decide.") % {"meetings": round(1 / chance)}
    if chance > ALMOST_ALWAYS:
        return _("At almost no meeting could you decide.")
    return _("In about %(times)s of 10 meetings you could not decide.") % {"times": round(10 * chance)}
