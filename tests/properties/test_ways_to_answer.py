"""Options, ballots and proxies: nothing is won on a tie, papers fit the ticks, nobody has two votes (1, 3, 4)."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.kernel import Rejected
from governance.meeting import commands as m
from governance.motion import commands as q
from governance.motion import events as e
from governance.motion import method_commands as mc
from governance.motion import method_events as me
from governance.motion import procedure_commands as pc
from governance.motion import procedure_events as pe
from governance.rules.majority import Tally
from governance.standing_orders import StandingOrders
from tests.properties.histories import AT_LENGTH, BRIEFLY
from tests.spec import VOTING, Scene

OFF = StandingOrders(quorum=3, lived_experience="off")
VOTERS = st.sampled_from(VOTING)
CHOICES = st.sampled_from(["for", "against", "no_side"])
OPTIONS = st.fixed_dictionaries(
    {
        "of": st.integers(2, 4),
        "wins": st.sampled_from(["plurality", "majority"]),
        "excluded": st.sets(VOTERS, max_size=2),
        "chosen": st.lists(st.tuples(VOTERS, st.none() | st.integers(1, 4)), max_size=30),
        "again": st.lists(st.tuples(VOTERS, st.none() | st.integers(1, 4)), max_size=12),
    }
)


def tried(scene: Scene, command: Any) -> tuple[Any, ...]:
    with contextlib.suppress(Rejected):
        return scene.do(command)
    return ()


def begun(excluded: set[str], orders: StandingOrders = OFF) -> Scene:
    """Everyone is there; some have an interest and keep out of the item. The chair and the vice-chair never do."""
    scene = Scene(orders).opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    for name in sorted(excluded - {"chair", "vice"}):
        about: Any = {"meeting": scene.at, "seat": scene.seats[name], "item": scene.items[0]}
        scene.do(m.DeclareInterest(kind="family", **about))
        scene.do(m.ManageInterest(how="stay_no_vote", **about))
    return scene


def options(asked: dict[str, Any]) -> str:
    """A question with several answers, chosen by name; what came of it."""
    scene = begun(asked["excluded"])
    answers = tuple(pc.Choose(f"Answer {n}") for n in range(asked["of"]))
    moved = pc.MoveOptions(
        meeting=scene.at, item=scene.items[0], words="Which?", options=answers, wins=asked["wins"],
        moved_by=scene.seats["vice"],
    )  # fmt: skip
    scene.do(moved)
    able = set(VOTING) - (asked["excluded"] - {"chair", "vice"})
    in_play = set(range(1, asked["of"] + 1))
    came = "unfinished"
    for answered in (asked["chosen"], asked["again"]):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call"))
        said: dict[str, int | None] = {}
        for name, option in answered:
            done = tried(
                scene, pc.ChooseOption(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], option=option)
            )
            assert not done or name in able
            if name in able and (option is None or option in in_play):
                said[name] = option
        told = tried(scene, q.DeclareResult(meeting=scene.at, motion=scene.motion))
        if not told:
            return "not counted"
        compared = next(event for event in told if isinstance(event, pe.OptionsCompared))
        counts = Counter(option for option in said.values() if option is not None)
        assert compared.counts == tuple(counts[n] for n in range(1, asked["of"] + 1))
        assert sum(compared.counts) + compared.no_side == len(said)
        most = max(counts.values(), default=0)
        ahead = [n for n in counts if counts[n] == most]
        if compared.winner is not None:
            assert ahead == [compared.winner]
            assert asked["wins"] == "plurality" or 2 * most > sum(counts.values())
        if not compared.again:
            result = next(event for event in told if isinstance(event, e.ResultDeclared))
            assert (result.outcome.by_rule == "agreed") == (compared.winner is not None)
            return f"{asked['wins']} {result.outcome.by_rule}"
        came = "run-off"
        assert set(compared.again) < in_play
        in_play = set(compared.again)
    return came


BALLOT = st.fixed_dictionaries(
    {
        "excluded": st.sets(VOTERS, max_size=2),
        "for": st.integers(0, 6),
        "against": st.integers(0, 6),
        "no_side": st.integers(0, 2),
        "spoilt": st.integers(0, 1),
        "ticked": st.none() | st.sets(VOTERS),
        "fits": st.booleans(),
        "mode": st.sampled_from(["live", "written_up"]),
    }
)


def ballot(asked: dict[str, Any]) -> str:
    """A secret ballot, its papers as found; what came of it."""
    scene = begun(asked["excluded"])
    moved = q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["vice"])
    scene.do(moved)
    scene.do(mc.DemandBallot(meeting=scene.at, motion=scene.motion, seats=scene.seat("vice", "chair")))
    scene.do(mc.NameTellers(meeting=scene.at, motion=scene.motion, tellers=scene.seat("nurse", "gp")))
    scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion, how="ballot"))
    able = [name for name in VOTING if name not in asked["excluded"] - {"chair", "vice"}]
    papers = asked["for"] + asked["against"] + asked["no_side"] + asked["spoilt"]
    ticked = able[:papers] if asked["fits"] else None if asked["ticked"] is None else sorted(asked["ticked"])
    count = q.Hands(asked["for"], asked["against"], asked["no_side"])
    recorded = mc.RecordBallot(
        meeting=scene.at, motion=scene.motion, count=count, spoilt=asked["spoilt"], mode=asked["mode"],
        voted=None if ticked is None else scene.seat(*ticked),
    )  # fmt: skip
    told = tried(scene, recorded)
    fits = ticked is not None and len(ticked) == papers and set(ticked) <= set(able)
    if asked["mode"] == "live":
        assert bool(told) == fits
    if not told:
        return "refused"
    assert not [event for event in told if isinstance(event, e.VoteCast)]
    assert any(isinstance(event, me.BallotCounted) for event in told)
    declared = tried(scene, q.DeclareResult(meeting=scene.at, motion=scene.motion, mode=asked["mode"]))
    if not declared:
        return "not declared"
    outcome = declared[0].outcome
    assert outcome.tally == Tally(asked["for"], asked["against"], asked["no_side"])
    assert (outcome.by_rule == "agreed") == (asked["for"] > asked["against"])
    assert outcome.split.lived_experience is None or outcome.split.lived_experience.exact is None
    if ticked is not None and not fits:
        assert not outcome.takes_effect
    return f"ballot {outcome.by_rule}"


PROXIES = st.fixed_dictionaries(
    {
        "here": st.sets(VOTERS, max_size=2).map(lambda names: names | {"chair", "vice", "gp"}),
        "lodged": st.lists(st.tuples(VOTERS, st.sampled_from(["chair", "vice", "gp", "carer"]), CHOICES), max_size=8),
        "votes": st.dictionaries(VOTERS, CHOICES),
        "leaves": st.sets(VOTERS, max_size=1),
        "comes": st.sets(VOTERS, max_size=1),
    }
)
LIVED = {"chair", "vice", "secretary", "fourth", "carer"}


def proxies(asked: dict[str, Any]) -> str:
    """Members vote for others who are away; those leave and come who were here and away."""
    scene = Scene(StandingOrders(quorum=3, lived_experience="off", proxies="directed"))
    here = [name for name in VOTING if name in asked["here"]]
    scene.opened(*here)
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["vice"]))
    held: dict[str, tuple[str, str]] = {}
    for giver, holder, choice in asked["lodged"]:
        lodged = mc.LodgeProxy(
            meeting=scene.at, motion=scene.motion, seat=scene.seats[giver], holder=scene.seats[holder],
            choice=choice,  # type: ignore[arg-type]
        )  # fmt: skip
        if tried(scene, lodged):
            assert giver not in here
            assert holder in here
            assert (giver in LIVED) == (holder in LIVED)
            held[giver] = (holder, choice)
    assert len({holder for holder, _ in held.values()}) == len(held)
    present = set(here)
    for names, kind in ((asked["leaves"] - {"chair"}, m.RecordDeparture), (asked["comes"], m.RecordArrival)):
        for name in sorted(names):
            tried(scene, kind(meeting=scene.at, seats=scene.seat(name)))
            (present.discard if kind is m.RecordDeparture else present.add)(name)
    if not tried(scene, q.PutMotion(meeting=scene.at, motion=scene.motion, how="roll_call")):
        return "not put"
    own: dict[str, str] = {}
    for name, choice in sorted(asked["votes"].items()):
        vote = q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats[name], choice=choice)
        if tried(scene, vote):
            assert name in present
            own[name] = choice
    declared = tried(scene, q.DeclareResult(meeting=scene.at, motion=scene.motion))
    if not declared:
        return "not declared"
    valid = {giver: choice for giver, (holder, choice) in held.items() if giver not in present and holder in present}
    counted = Counter([*own.values(), *valid.values()])
    outcome = next(event for event in declared if isinstance(event, e.ResultDeclared)).outcome
    assert outcome.tally == Tally(counted["for"], counted["against"], counted["no_side"])
    return "proxies counted" if valid else "no proxy"


def reached(of: Any, asked: Any, how: Any = BRIEFLY) -> Counter[str]:
    """What came of all the questions tried."""
    found: Counter[str] = Counter()

    @how
    @given(asked=asked)
    def tries(asked: dict[str, Any]) -> None:
        found[of(asked)] += 1

    tries()
    return found


def test_an_option_wins_only_alone_at_the_top_and_every_answer_is_counted_once() -> None:
    assert reached(options, OPTIONS).keys() >= {"plurality agreed", "plurality not_agreed", "majority agreed"}


def test_a_ballot_is_its_papers_and_joins_no_voter_with_an_answer() -> None:
    assert reached(ballot, BALLOT).keys() >= {"ballot agreed", "ballot not_agreed", "refused"}


def test_a_proxy_counts_once_while_its_giver_is_away_and_its_holder_here() -> None:
    assert reached(proxies, PROXIES).keys() >= {"proxies counted", "no proxy"}


@pytest.mark.soak
@pytest.mark.parametrize(("of", "asked"), [(options, OPTIONS), (ballot, BALLOT), (proxies, PROXIES)])
def test_so_for_very_many_questions(of: Any, asked: Any) -> None:
    assert reached(of, asked, AT_LENGTH)
