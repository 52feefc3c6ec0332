"""A group's own rules as one typed value, and which constituency counts in which class."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from governance.kernel import Class, Constituency

if TYPE_CHECKING:
    from collections.abc import Mapping

Category = Literal[
    "ordinary",
    "significant",
    "spend",
    "rules",
    "found_close",
    "election",
    "removal",
    "term_extension",
    "minutes",
    "correction",
    "closed_session",
    "procedural",
]
MajorityKind = Literal[
    "simple_cast",
    "simple_present",
    "absolute_entitled",
    "absolute_established",
    "two_thirds_cast",
    "two_thirds_entitled",
    "three_quarters_cast",
    "unanimous_cast",
]
LivedExperience = Literal["off", "flag", "concurrent", "block"]
Variant = Literal["strict_majority", "at_least_half", "fraction"]
ElectionMethod = Literal["plurality", "majority_runoff"]
OfficeKind = Literal["chair", "co_chair", "vice_chair", "secretary", "other"]

Natural = Annotated[int, msgspec.Meta(ge=0, le=10_000)]
Positive = Annotated[int, msgspec.Meta(ge=1, le=10_000)]

SMALL_GROUP = 12


class Fraction(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Numerator over denominator, compared with integers only; with `more`, it takes more than that."""

    over: Positive
    of: Natural = 1
    more: bool = False

    def up(self, base: int) -> int:
        """`of/over` of the base rounded up to a whole number, or the next one above it (R-QU1)."""
        return self.of * base // self.over + 1 if self.more else -(-self.of * base // self.over)

    def reached(self, part: int, whole: int) -> bool:
        """Whether a part is at least (with `more`, more than) this share of the whole."""
        left, right = self.over * part, self.of * whole
        return left > right if self.more else left >= right


class ClassFloor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"class_": "class"}):
    """At least this many of a class must be there, or of that class and `others` together (R-QU2)."""

    class_: Class
    least: Positive
    others: tuple[Class, ...] = ()

    @property
    def classes(self) -> tuple[Class, ...]:
        """The classes that count towards it, the first one first."""
        return tuple(dict.fromkeys((self.class_, *self.others)))

    @property
    def reason(self) -> str:
        """What a quorum that falls short of it gives as its reason, e.g. `floor:LE` or `floor:LE+CO`."""
        return "floor:" + "+".join(self.classes)

    def there(self, by_class: Mapping[Class, int]) -> int:
        """How many of those counted by class count towards it."""
        return sum(by_class.get(class_, 0) for class_ in self.classes)


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The majority a category of decision takes (R-MA3)."""

    category: Category
    majority: MajorityKind


TermLimit = Literal["firm", "unless_nobody_stands"]
PartOfBusiness = Literal["minutes", "matters_arising", "decision", "discussion"]


class StandingOrders(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every parameter a rule reads. Days are clear days, fractions are rounded up, offices are kinds of office.

    `lived_experience` says what R-QU3 does: nothing (`off`), a mark beside the decision (`flag`), more lived-experience
    votes for than against (`concurrent`), or no decision without it (`block`). `recordings` says whether meetings are
    recorded to write the minutes, and whether recordings are destroyed once those are approved (R-MI11). `deputies` may
    be the one `named` for a seat in the group, or `any` person its holder sends (R-AP2). `second_meeting_rule` lets a
    meeting that was adjourned short of members decide what was on its agenda with those who come (R-IQ6). Nominations
    are open for `nomination_days`; a break of `break_years` begins the count of terms anew; nobody acts as chair for
    longer than `acting_days`, nor stays in office without a successor for longer than `holdover_days`.

    A term lasts `term_months` where that is said, else `term_years`. `term_limit` is `firm`, or gives way to whoever
    has served the limit when nominations close and nobody else stands (R-TE3). `chair_rotates`: no one holds the chair,
    each meeting agrees who presides at the next (R-CH4). A group has `fewest_members` to `most_members` voting seats,
    and a member sits for `seat_months`, where these are not 0; `seats_lived_experience` says that most voting seats are
    kept for lived experience (R-QU10).

    Members have papers in a form they can use `paper_days` before a meeting (R-NO6). They propose business as many days
    before it as notice takes, and `proposal_margin_days` more. A meeting is moved to a later day or another place with
    `moved_notice_days` of notice. Once `requisition_min` members asked for one, `requisition_lived_experience` of them
    with lived experience, the chair calls it within `chair_days`, or they may (R-NO5). A chair who is not there
    is waited for until `chair_wait_minutes` after the start, before somebody else takes the chair (R-CH1). Between
    meetings the chair alone spends at most `chair_alone_limit` on one thing, in the smallest coin; with 0 nothing
    (R-CA1). A seat that somebody left is one to which the chair may ask somebody (`appointed`),
    or the group votes on it (R-AC1). An agenda is put in the `order_of_business` where whoever calls the meeting asks
    for it (R-MO5).
    """

    notice_days: Natural = 7
    special_notice_days: Natural = 14
    deemed_service_post_days: Natural = 2
    business_stated: bool = True
    quorum: Natural = 3
    quorum_fraction: Fraction | None = None
    quorum_base: Literal["filled", "established"] = "filled"
    floors: tuple[ClassFloor, ...] = ()
    lived_experience: LivedExperience = "flag"
    lived_experience_variant: Variant = "strict_majority"
    lived_experience_fraction: Fraction | None = None
    wait_minutes: Natural = 15
    inquorate_discussion: bool = True
    seconder_required: bool = False
    presider_class: Literal["any", "not_professional_or_staff", "lived_experience"] = "not_professional_or_staff"
    majority: MajorityKind = "simple_cast"
    thresholds: tuple[Threshold, ...] = (
        Threshold("rules", "two_thirds_cast"),
        Threshold("found_close", "two_thirds_cast"),
        Threshold("removal", "two_thirds_cast"),
        Threshold("term_extension", "two_thirds_cast"),
    )
    absolute_base: Literal["entitled", "effective"] = "entitled"
    min_votes_cast: Natural = 0
    tie_rule: Literal["falls", "second_vote", "only_vote"] = "falls"
    max_degree: Annotated[int, msgspec.Meta(ge=0, le=2)] = 1
    amendment_order: Literal["as_moved", "by_place_in_text", "chair_directs"] = "as_moved"
    one_amendment_each: bool = False
    recorded_vote_min: Positive = 1
    stand_down_allowed: bool = True
    deputies: Literal["none", "named", "any"] = "none"
    deputy_may_vote: bool = True
    second_meeting_rule: bool = False
    published: bool = False
    term_years: Positive = 2
    max_consecutive: Positive = 3
    lived_experience_offices: tuple[OfficeKind, ...] = ("chair", "secretary")
    write_up_days: Positive = 10
    only_attenders_vote: bool = False
    recordings: Literal["not_used", "destroyed", "kept"] = "not_used"
    written_days: Positive = 7
    written_majority: Literal["entitled", "replies"] = "entitled"
    written_declared: Literal["at_deadline", "at_threshold"] = "at_deadline"
    written_reply_final: bool = False
    meeting_demand: Positive = 2
    meeting_demand_lived_experience: Natural = 1
    meeting_demand_days: Positive = 5
    break_every_minutes: Natural = 45
    language: Annotated[str, msgspec.Meta(pattern=r"^[a-z]{2}(-[A-Z]{2})?$(?!\n)")] = "en"
    nomination_days: Natural = 14
    election_method: ElectionMethod = "plurality"
    break_years: Positive = 2
    acting_days: Natural = 90
    holdover_days: Natural = 60
    closure_majority: MajorityKind = "two_thirds_cast"
    closure_wait_minutes: Natural = 15
    appeal_min: Positive = 2
    ballot_demand: Positive = 2
    ballot_for: tuple[Category, ...] = ("election", "removal")
    casting_vote_in_ballots: bool = False
    rounds_max: Positive = 2
    proxies: Literal["none", "directed"] = "none"
    rescind_months: Natural = 6
    rescind_signatories: Positive = 2
    resume_without_notice_days: Natural = 14
    term_months: Natural = 0
    term_limit: TermLimit = "firm"
    chair_rotates: bool = False
    fewest_members: Natural = 0
    most_members: Natural = 0
    seat_months: Natural = 0
    seats_lived_experience: bool = False
    paper_days: Natural = 5
    moved_notice_days: Natural = 3
    proposal_margin_days: Natural = 3
    requisition_min: Positive = 2
    requisition_lived_experience: Natural = 1
    chair_days: Natural = 7
    chair_wait_minutes: Natural = 10
    chair_alone_limit: Natural = 0
    casual_vacancies: Literal["appointed", "elected"] = "appointed"
    order_of_business: tuple[PartOfBusiness, ...] = ("minutes", "matters_arising", "decision", "discussion")

    @property
    def months_in_office(self) -> int:
        """How long a term of office lasts (R-TE1)."""
        return self.term_months or 12 * self.term_years

    def majority_for(self, category: Category) -> MajorityKind:
        """The majority a category takes."""
        for threshold in self.thresholds:
            if threshold.category == category:
                return threshold.majority
        return self.majority


def default_orders(seats: int) -> StandingOrders:
    """The orders a group has before it adopts its own: a quorum of more than half, a second only in larger groups."""
    return StandingOrders(quorum=seats // 2 + 1 if seats else 1, seconder_required=seats > SMALL_GROUP)


class ClassMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which constituency counts in which class; `community_counts`: neighbours count as lived experience."""

    community_counts: bool = False

    def class_of(self, constituency: Constituency) -> Class:
        """LE for lived experience, CO for community, PR for professional, OT for all others."""
        if constituency in {"service_user", "family_carer"}:
            return "LE"
        if constituency == "neighbour":
            return "LE" if self.community_counts else "CO"
        return "PR" if constituency == "professional" else "OT"
