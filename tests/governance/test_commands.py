"""Every command: it happens, it is refused with its clause, it stays quiet."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest

from api.commands import COMMANDS
from governance.group import commands as g
from governance.group import leaving_commands as lc
from governance.kernel import Rejected, When
from governance.meeting import commands as m
from governance.meeting import people_commands as pc
from governance.motion import commands as q
from governance.organisation import commands as o
from governance.standing_orders import ClassMapping, StandingOrders
from tests.governance import method_commands as methods
from tests.governance import procedure_rows
from tests.governance.commands import actions, auditors, closed_items, elections, minutes, notice, privacy, resolutions
from tests.spec import DAY, L1, VOTING, Scene, names

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

NOBODY: Any = uuid.UUID("00000000-0000-4000-8000-000000000000")


def called() -> Scene:
    return Scene().called()


def opened() -> Scene:
    return Scene().opened()


def moved() -> Scene:
    return Scene().moved()


def put() -> Scene:
    return Scene().moved(put="hands")


def roll_call() -> Scene:
    return Scene().moved(put="roll_call")


def consensus() -> Scene:
    return Scene().moved(put="consensus")


def empty_room() -> Scene:
    return Scene().opened("chair", "vice", "nurse", "gp", "commissioner", "worker")


def item_open() -> Scene:
    scene = opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    return scene


def conflicted() -> Scene:
    scene = opened()
    scene.do(m.DeclareInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], kind="family"))
    return scene


def adjourned() -> Scene:
    scene = opened()
    scene.do(m.AdjournMeeting(meeting=scene.at))
    return scene


def closed() -> Scene:
    scene = opened()
    scene.do(m.CloseMeeting(meeting=scene.at))
    return scene


def on_break() -> Scene:
    scene = opened()
    scene.do(m.StartBreak(meeting=scene.at))
    return scene


def without_organisation() -> Scene:
    scene = Scene()
    scene.organisation = type(scene.organisation)()
    return scene


def without_group() -> Scene:
    scene = Scene()
    scene.group = type(scene.group)()
    return scene


def full_agenda() -> Scene:
    return Scene().called(*(f"Item {n}" for n in range(200)))


def counted(for_: int, against: int, orders: StandingOrders = L1) -> Scene:
    scene = Scene(orders).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(for_, against)))
    return scene


def tied_with_casting_vote() -> Scene:
    orders = StandingOrders(quorum=5, tie_rule="second_vote", lived_experience="off")
    scene = Scene(orders).moved(put="hands")
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(4, 4, 1)))
    return scene


def voted() -> Scene:
    scene = roll_call()
    scene.do(q.CastVote(meeting=scene.at, motion=scene.motion, seat=scene.seats["vice"], choice="for"))
    return scene


def act_of(scene: Scene, kind: str) -> Any:
    return next(fact.id for fact in reversed(scene.facts) if type(fact.event).__name__ == kind)


def someone(scene: Scene) -> Any:
    return next(iter(scene.organisation.persons))


def with_email() -> Scene:
    return _after_scene(Scene(), lambda s: o.AddContact(person=someone(s), email="a@example.org"))


def with_phone() -> Scene:
    return _after_scene(Scene(), lambda s: o.AddContact(person=someone(s), phone="1"))


def forgotten() -> Scene:
    scene = with_email()
    for sealed in scene.organisation.details[someone(scene)]:
        scene.words[sealed.ref] = "[withheld]"
    return scene


def convened() -> Scene:
    scene = Scene()
    scene.do(o.NameConvenor(person=someone(scene)))
    return scene


def stranger(scene: Scene) -> Any:
    (registered,) = scene.do(o.RegisterPerson(name="Somebody else"))
    return registered.person  # type: ignore[attr-defined]


def with_deputies() -> Scene:
    return Scene(StandingOrders(quorum=5, lived_experience="block", deputies="any")).called()


def deputised() -> Scene:
    """The GP's deputy is sent and sits in for them."""
    scene = with_deputies()
    scene.do(sending(scene))
    scene.opened(*(name for name in VOTING if name != "gp"))
    scene.do(pc.SeatDeputy(meeting=scene.at, seat=scene.seats["gp"]))
    return scene


def sending(scene: Scene) -> Any:
    person = scene.meeting.sent.get(scene.seats["gp"], (None,))[0] or stranger(scene)
    return pc.SendDeputy(meeting=scene.at, seat=scene.seats["gp"], person=person, constituency="professional")


def naming(scene: Scene) -> Any:
    named = scene.group.deputy_of(scene.seats["gp"], scene.when)
    person = named.person if named else stranger(scene)
    return g.NameDeputy(group=scene.id, seat=scene.seats["gp"], person=person, constituency="professional")


def disputing(scene: Scene) -> Command:
    gp, item = scene.seats["gp"], scene.items[0]
    return pc.DisputeInterest(meeting=scene.at, seat=scene.seats["vice"], item=item, how="stay_and_vote", raised_by=gp)


def settling(scene: Scene) -> Command:
    count = q.Hands(5, 2, 1)
    return pc.SettleInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0], count=count)


def link_lost() -> Scene:
    """A roll call during which the nurse's link is lost."""
    scene = roll_call()
    scene.do(pc.NoteRemote(meeting=scene.at, seats=scene.seat("nurse")))
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("nurse"), how="link_lost"))
    return scene


def phoning(scene: Scene) -> Command:
    return pc.PhoneMember(meeting=scene.at, motion=scene.motion, seat=scene.seats["nurse"], choice="for")


def with_supporter() -> Scene:
    scene = item_open()
    scene.do(m.NoteVisitor(meeting=scene.at, visitor=m.VisitorHere("A friend", "supporter", scene.seats["carer"])))
    return scene


def acting(scene: Scene, did: Any = "spoke") -> Command:
    visitor = act_of(scene, "VisitorNoted")
    return pc.NoteVisitorActing(meeting=scene.at, visitor=visitor, item=scene.items[0], did=did)


def said_to_have_left() -> Scene:
    scene = Scene()
    scene.do(g.VacateSeat(group=scene.id, seat=scene.seats["gp"], channel="phone"))
    return scene


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (Scene, lambda s: o.RegisterPerson(name="Person"), ["PersonRegistered"]),
    (Scene, lambda s: o.AddContact(person=someone(s), email="a@example.org"), ["ContactAdded"]),
    (Scene, lambda s: o.AddContact(person=someone(s), phone="01632 960 001"), ["ContactAdded"]),
    (with_email, lambda s: o.AddContact(person=someone(s), phone="01632 960 001"), ["ContactAdded"]),
    (Scene, lambda s: o.NameConvenor(person=someone(s)), ["ConvenorNamed"]),
    (convened, lambda s: o.EndConvenor(person=next(iter(s.organisation.convenors))), ["ConvenorEnded"]),
    (Scene, lambda s: g.FoundGroup(name="B", slug="b"), ["GroupFounded"]),
    (Scene, lambda s: g.CreateSeat(group=s.id, slug="new", label="New", constituency="neighbour"), ["SeatCreated"]),
    (Scene, lambda s: g.VacateSeat(group=s.id, channel="phone", seat=s.seats["chair"]), ["SeatVacated", "TermEnded"]),
    (said_to_have_left, lambda s: lc.ConfirmLeaving(group=s.id, seat=s.seats["gp"]), ["LeavingConfirmed"]),
    (said_to_have_left, lambda s: lc.DisputeLeaving(group=s.id, seat=s.seats["gp"]), ["LeavingDisputed"]),
    (Scene, lambda s: g.CreateOffice(group=s.id, slug="t", label="Treasurer", kind="other"), ["OfficeCreated"]),
    (
        Scene,
        lambda s: g.AssignOffice(group=s.id, office=s.offices["secretary"], seat=s.seats["secretary"]),
        ["OfficeAssigned"],
    ),
    (Scene, lambda s: g.EndTerm(group=s.id, term=s.group.terms[0].id), ["TermEnded"]),
    (
        Scene,
        lambda s: g.AdoptStandingOrders(group=s.id, orders=L1, decision=s.agreed("rules")),
        ["StandingOrdersAdopted"],
    ),
    (Scene, lambda s: g.AdoptClassMapping(group=s.id, mapping=ClassMapping()), ["ClassMappingAdopted"]),
    (
        Scene,
        lambda s: m.CallMeeting(group=s.id, starts=When("2026-02-18"), when=When(DAY, "09:00")),
        ["MeetingCalled"],
    ),
    (called, lambda s: m.ProposeItem(meeting=s.at, title="More"), ["ItemProposed"]),
    (called, lambda s: m.CancelMeeting(meeting=s.at, reason="snow"), ["MeetingCancelled"]),
    (
        called,
        lambda s: m.OpenMeeting(
            meeting=s.at, present=s.seat(*VOTING), presider=s.seats["chair"], minute_taker=s.seats["officer"],
            visitors=(m.VisitorHere("A neighbour"),), when=When(DAY, "14:00"),
        ),
        ["MeetingOpened", "AttendanceSet", "VisitorNoted", "PresiderTookChair", "MinuteTakerNamed", "QuorumTested"],
    ),
    (
        adjourned,
        lambda s: m.ResumeMeeting(meeting=s.at, present=s.seat(*VOTING)),
        ["MeetingResumed", "AttendanceSet", "PresiderTookChair", "QuorumTested"],
    ),
    (
        opened,
        lambda s: m.SetAttendance(meeting=s.at, present=s.seat("chair", "nurse"), apologies=s.seat("gp")),
        ["AttendanceSet", "QuorumLost"],
    ),
    (opened, lambda s: m.RecordHeadcount(meeting=s.at, count=24, about=True), ["HeadcountNoted"]),
    (
        empty_room,
        lambda s: m.RecordArrival(meeting=s.at, seats=s.seat("secretary", "fourth", "carer")),
        ["MemberArrived", "MemberArrived", "MemberArrived", "QuorumRegained"],
    ),
    (opened, lambda s: m.RecordDeparture(meeting=s.at, seats=s.seat("gp")), ["MemberLeft"]),
    (
        called,
        lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["gp"], reason="a clinic"),
        ["ApologiesGiven", "ApologyReasonKept"],
    ),
    (opened, lambda s: m.NoteVisitor(meeting=s.at, visitor=m.VisitorHere("A friend", "supporter")), ["VisitorNoted"]),
    (empty_room, lambda s: m.WaitForQuorum(meeting=s.at, minutes=15), ["WaitedForQuorum"]),
    (opened, lambda s: m.StandDown(meeting=s.at, seat=s.seats["gp"]), ["VoteStoodDown"]),
    (opened, lambda s: m.TakeChair(meeting=s.at, seat=s.seats["vice"]), ["PresiderTookChair"]),
    (opened, lambda s: m.NameMinuteTaker(meeting=s.at, seat=s.seats["officer"]), ["MinuteTakerNamed"]),
    (
        opened,
        lambda s: m.DeclareInterest(meeting=s.at, seat=s.seats["gp"], item=s.items[0], kind="financial"),
        ["InterestDeclared"],
    ),
    (conflicted, lambda s: m.ManageInterest(meeting=s.at, seat=s.seats["vice"], item=s.items[0]),
     ["InterestManaged", "QuorumTested"]),
    (opened, lambda s: m.StartBreak(meeting=s.at), ["BreakStarted"]),
    (on_break, lambda s: m.EndBreak(meeting=s.at), ["BreakEnded"]),
    (opened, lambda s: m.OpenItem(meeting=s.at, item=s.items[0]), ["ItemOpened"]),
    (item_open, lambda s: m.OpenItem(meeting=s.at, item=s.items[1]), ["ItemClosed", "ItemOpened"]),
    (item_open, lambda s: m.DeferItem(meeting=s.at, item=s.items[0]), ["ItemDeferred"]),
    (moved, lambda s: m.DeferItem(meeting=s.at, item=s.items[0]), ["ItemStoodOver"]),
    (moved, lambda s: m.CloseItem(meeting=s.at, item=s.items[0]), ["ItemStoodOver"]),
    (item_open, lambda s: m.TakeNote(meeting=s.at, item=s.items[0], words="we talked"), ["NoteTaken"]),
    (
        opened,
        lambda s: m.NoteSuggestion(meeting=s.at, item=s.items[0], words="the library"),
        ["ItemOpened", "SuggestionNoted"],
    ),
    (
        item_open,
        lambda s: m.AgreeAction(
            meeting=s.at, item=s.items[0], task=m.Task(s.seats["gp"], "ring", "2026-03-01", s.seat("vice"))
        ),
        ["ActionAgreed"],
    ),
    (moved, lambda s: m.AdjournMeeting(meeting=s.at), ["ItemStoodOver", "MeetingAdjourned"]),
    (item_open, lambda s: m.CloseMeeting(meeting=s.at), ["ItemDeferred", "ItemDeferred", "MeetingClosed"]),
    (item_open, lambda s: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["gp"]),
     ["MotionMoved"]),
    (moved, lambda s: q.WithdrawMotion(meeting=s.at, motion=s.motion), ["MotionWithdrawn"]),
    (
        moved,
        lambda s: q.MoveAmendment(
            meeting=s.at, motion=s.motion, moved_by=s.seats["carer"], changes=(q.Change("library", "hall"),)
        ),
        ["AmendmentMoved"],
    ),
    (moved, lambda s: q.PutMotion(meeting=s.at, motion=s.motion, how="hands"), ["QuestionPut"]),
    (
        roll_call,
        lambda s: q.CastVote(meeting=s.at, motion=s.motion, seat=s.seats["gp"], choice="against"),
        ["VoteCast"],
    ),
    (put, lambda s: q.RecordCount(meeting=s.at, motion=s.motion, count=q.Hands(5, 4)), ["CountRecorded"]),
    (
        consensus,
        lambda s: q.AskEveryone(meeting=s.at, motion=s.motion, stand_asides=s.seat("gp")),
        ["EveryoneAsked"],
    ),
    (
        tied_with_casting_vote,
        lambda s: q.UseCastingVote(meeting=s.at, motion=s.motion, direction="for", changes_status_quo=True, reason="x"),
        ["CastingVoteUsed"],
    ),
    (lambda: counted(5, 4), lambda s: q.DeclareResult(meeting=s.at, motion=s.motion), ["ResultDeclared"]),
    (
        opened,
        lambda s: q.RecordDecision(
            meeting=s.at, item=s.items[0], words="x", how="hands", moved_by=s.seats["gp"], seconded_by=s.seats["vice"],
            count=q.Hands(9), actions=(m.Task(s.seats["gp"], "ring"),),
        ),
        ["ItemOpened", "MotionMoved", "MotionSeconded", "QuestionPut", "CountRecorded", "ResultDeclared",
         "ActionAgreed"],
    ),
    (voted, lambda s: m.StrikeAct(meeting=s.at, act=act_of(s, "VoteCast"), reason="wrong seat"), ["ActStruck"]),
    *procedure_rows.HAPPENS,
    (Scene, naming, ["DeputyNamed"]),
    (
        lambda: _after_scene(Scene(), naming),
        lambda s: g.EndDeputy(group=s.id, seat=s.seats["gp"]),
        ["DeputyEnded"],
    ),
    (Scene, lambda s: g.NoteTextNeed(group=s.id, seat=s.seats["carer"]), ["TextNeedNoted"]),
    (with_deputies, sending, ["DeputySent"]),
    (
        lambda: _after_scene(deputised(), lambda s: m.RecordDeparture(meeting=s.at, seats=s.seat("gp"))),
        lambda s: pc.SeatDeputy(meeting=s.at, seat=s.seats["gp"]),
        ["DeputySeated"],
    ),
    (opened, lambda s: pc.NoteRemote(meeting=s.at, seats=s.seat("gp", "carer")), ["JoinedRemotely"]),
    (conflicted, disputing, ["InterestDisputed"]),
    (lambda: _after_scene(conflicted(), disputing), settling, ["InterestSettled", "QuorumTested"]),
    (link_lost, phoning, ["MemberPhoned", "VoteCast"]),
    (link_lost, lambda s: pc.RetakeVote(meeting=s.at, motion=s.motion), ["VoteRetaken"]),
    (opened, lambda s: pc.QueryQuorum(meeting=s.at, seat=s.seats["gp"]), ["QuorumQueried", "QuorumTested"]),
    (with_supporter, acting, ["VisitorActed"]),
    (
        opened,
        lambda s: pc.AgreeNextChair(meeting=s.at, seat=s.seats["carer"], declined=s.seat("vice")),
        ["NextChairAgreed"],
    ),
]  # fmt: skip


REFUSED: list[tuple[Given, When_, str, str]] = [
    (Scene, lambda s: o.AddContact(person=NOBODY, phone="1"), "unknown", "unknown_person"),
    (Scene, lambda s: o.AddContact(person=someone(s)), "in order", "no_contact_given"),
    (with_email, lambda s: o.AddContact(person=someone(s), email="b@example.org"), "in order", "email_is_known"),
    (with_phone, lambda s: o.AddContact(person=someone(s), email="b@example.org", phone="2"), "in order",
     "phone_is_known"),
    (forgotten, lambda s: o.AddContact(person=someone(s), email="a@example.org"), "in order", "details_were_removed"),
    (Scene, lambda s: o.NameConvenor(person=NOBODY), "unknown", "unknown_person"),
    (Scene, lambda s: o.EndConvenor(person=NOBODY), "unknown", "unknown_person"),
    (Scene, lambda s: o.FoundOrganisation(name="x", origin="example.org/log"), "in order", "already_founded"),
    (Scene, lambda s: g.FoundGroup(name="x", slug="taken"), "in order", "slug_taken"),
    (Scene, lambda s: g.FoundGroup(name="x", slug="x", zone="Mars/Base"), "in order", "unknown_time_zone"),
    (Scene, lambda s: g.FoundGroup(name="x", slug="x", convenor=NOBODY), "unknown", "unknown_person"),
    (Scene, lambda s: g.CreateSeat(group=s.id, slug="taken", label="x", constituency="other"), "in order", "slug"),
    (Scene, lambda s: g.RetireSeat(group=s.id, seat=s.seats["gp"]), "R-QU10", "seat_is_filled"),
    (Scene, lambda s: g.FillSeat(group=s.id, seat=s.seats["gp"], person=NOBODY), "unknown", "unknown_person"),
    (
        Scene,
        lambda s: g.FillSeat(group=s.id, seat=s.seats["gp"], person=next(iter(s.organisation.persons))),
        "in order",
        "seat_already_filled",
    ),
    (Scene, lambda s: g.VacateSeat(group=s.id, channel="phone", seat=NOBODY), "unknown", "unknown_seat"),
    (Scene, lambda s: lc.ConfirmLeaving(group=s.id, seat=s.seats["gp"]), "R-TE5", "nobody_told_it"),
    (Scene, lambda s: lc.DisputeLeaving(group=s.id, seat=s.seats["gp"]), "R-TE5", "nobody_told_it"),
    (Scene, lambda s: g.CreateOffice(group=s.id, slug="taken", label="x", kind="other"), "in order", "slug_taken"),
    (
        Scene,
        lambda s: g.AssignOffice(group=s.id, office=s.offices["secretary"], seat=s.seats["gp"]),
        "R-EL1",
        "office_is_for_lived_experience",
    ),
    (
        Scene,
        lambda s: g.AssignOffice(group=s.id, office=s.offices["chair"], seat=s.seats["vice"]),
        "R-TE5",
        "office_already_held",
    ),
    (Scene, lambda s: g.EndTerm(group=s.id, term=NOBODY), "unknown", "unknown_term"),
    (
        Scene,
        lambda s: g.AdoptStandingOrders(group=s.id, orders=StandingOrders(quorum=10)),
        "R-QU10",
        "orders_cannot_be_satisfied",
    ),
    (
        Scene,
        lambda s: m.CallMeeting(group=s.id, starts=When("2026-03-10"), when=When("2026-03-03")),
        "R-NO1",
        "notice_too_short",
    ),
    (closed, lambda s: m.ProposeItem(meeting=s.at, title="x"), "in order", "meeting_is_closed"),
    (opened, lambda s: m.CancelMeeting(meeting=s.at), "in order", "meeting_is_open"),
    (opened, lambda s: m.OpenMeeting(meeting=s.at), "in order", "meeting_is_open"),
    (
        called,
        lambda s: m.OpenMeeting(
            meeting=s.at, present=s.seat("nurse"), presider=s.seats["nurse"], when=When(DAY, "14:00")
        ),
        "R-CH1",
        "presider_is_professional",
    ),
    (
        called,
        lambda s: m.OpenMeeting(
            meeting=s.at, present=s.seat("vice"), presider=s.seats["chair"], when=When(DAY, "14:00")
        ),
        "R-CH1",
        "presider_not_present",
    ),
    (opened, lambda s: m.ResumeMeeting(meeting=s.at), "in order", "meeting_is_open"),
    (
        opened,
        lambda s: m.SetAttendance(meeting=s.at, present=s.seat("gp"), apologies=s.seat("gp")),
        "R-AP1",
        "seat_named_twice",
    ),
    (called, lambda s: m.RecordHeadcount(meeting=s.at, count=5), "in order", "meeting_is_called"),
    (opened, lambda s: m.RecordArrival(meeting=s.at, seats=(NOBODY,)), "unknown", "seat_not_on_the_roll"),
    (opened, lambda s: m.RecordDeparture(meeting=s.at, seats=(NOBODY,)), "unknown", "seat_not_on_the_roll"),
    (opened, lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["gp"]), "R-AP1", "seat_is_present"),
    (
        opened,
        lambda s: m.NoteVisitor(meeting=s.at, visitor=m.VisitorHere("x", "supporter", NOBODY)),
        "unknown",
        "seat_not_on_the_roll",
    ),
    (on_break, lambda s: m.WaitForQuorum(meeting=s.at, minutes=15), "R-AD2", "meeting_is_on_a_break"),
    (opened, lambda s: m.StandDown(meeting=s.at, seat=s.seats["vice"]), "R-QU9", "not_for_this_seat"),
    (opened, lambda s: m.TakeChair(meeting=s.at, seat=s.seats["officer"]), "R-CH1", "presider_not_present"),
    (opened, lambda s: m.NameMinuteTaker(meeting=s.at, seat=NOBODY), "unknown", "seat_not_on_the_roll"),
    (
        opened,
        lambda s: m.DeclareInterest(meeting=s.at, seat=s.seats["gp"], item=NOBODY, kind="family"),
        "unknown",
        "item_of_another_meeting",
    ),
    (
        opened,
        lambda s: m.ManageInterest(meeting=s.at, seat=s.seats["gp"], item=s.items[0]),
        "R-IN1",
        "no_interest_declared",
    ),
    (
        opened,
        lambda s: m.ReturnMember(meeting=s.at, seat=s.seats["gp"], item=s.items[0]),
        "R-IN3",
        "was_not_excluded",
    ),
    (called, lambda s: m.StartBreak(meeting=s.at), "in order", "meeting_is_called"),
    (moved, lambda s: m.OpenItem(meeting=s.at, item=s.items[1]), "R-MO5", "a_proposal_is_before_the_meeting"),
    (opened, lambda s: m.DeferItem(meeting=s.at, item=NOBODY), "unknown", "item_of_another_meeting"),
    (opened, lambda s: m.CloseItem(meeting=s.at, item=s.items[0]), "in order", "item_not_open"),
    (opened, lambda s: m.TakeNote(meeting=s.at, item=s.items[0], words="a\x07b"), "words", "control_characters"),
    (opened, lambda s: m.NoteSuggestion(meeting=s.at, item=s.items[0], words="  "), "words", "no_words"),
    (
        item_open,
        lambda s: m.AgreeAction(
            meeting=s.at, item=s.items[0], task=m.Task(s.seats["gp"], "x", None, s.seat("gp"))
        ),
        "R-AC2",
        "owner_helps_themselves",
    ),
    (
        item_open,
        lambda s: m.AgreeAction(meeting=s.at, item=s.items[0], task=m.Task(s.seats["gp"], "x", "2026-01-01")),
        "R-AC2",
        "due_before_the_meeting",
    ),
    (closed, lambda s: m.AdjournMeeting(meeting=s.at), "in order", "meeting_is_closed"),
    (closed, lambda s: m.CloseMeeting(meeting=s.at), "in order", "meeting_is_closed"),
    (opened, lambda s: m.OpenItem(meeting=s.at, item=s.items[0], when=When(DAY, "13:00")), "in order", "earlier_than"),
    (
        opened,
        lambda s: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["gp"]),
        "R-MO5",
        "item_not_open",
    ),
    (
        item_open,
        lambda s: q.MoveMotion(meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["officer"]),
        "R-MO3",
        "no_vote",
    ),
    (
        item_open,
        lambda s: q.MoveMotion(
            meeting=s.at, item=s.items[0], words="x", moved_by=s.seats["gp"], seconded_by=s.seats["gp"]
        ),
        "R-MO3",
        "seconds_own_motion",
    ),
    (moved, lambda s: q.SecondMotion(meeting=s.at, motion=NOBODY), "unknown", "motion_of_another_meeting"),
    (put, lambda s: q.WithdrawMotion(meeting=s.at, motion=s.motion), "R-MO4", "already_put"),
    (
        moved,
        lambda s: q.MoveAmendment(
            meeting=s.at, motion=s.motion, moved_by=s.seats["gp"], changes=(q.Change("surgery", "hall"),)
        ),
        "R-AM1",
        "words_not_found",
    ),
    (
        lambda: Scene().opened("chair", "vice", "secretary", "fourth", "carer", "gp").moved(),
        lambda s: _after(s, m.RecordDeparture(meeting=s.at, seats=s.seat("carer", "fourth")),
                         q.PutMotion(meeting=s.at, motion=s.motion)),
        "R-QU1",
        "not_quorate: count",
    ),
    (moved, lambda s: q.PutMotion(meeting=s.at, motion=s.motion, how="agreed"), "R-VO12", "silence_is_not_consent"),
    (
        roll_call,
        lambda s: q.CastVote(meeting=s.at, motion=s.motion, seat=s.seats["friend"], choice="for"),
        "R-MO3",
        "no_vote",
    ),
    (
        put,
        lambda s: q.CastVote(meeting=s.at, motion=s.motion, seat=s.seats["gp"], choice="for"),
        "R-VO4",
        "not_by_names",
    ),
    (
        put,
        lambda s: q.RecordCount(meeting=s.at, motion=s.motion, count=q.Hands(10)),
        "R-VO9",
        "more_votes_than_voters",
    ),
    (
        put,
        lambda s: q.RecordCount(
            meeting=s.at, motion=s.motion, count=q.Hands(5, 4), by_class={"LE": q.Hands(5), "PR": q.Hands(0, 3)}
        ),
        "R-VO3",
        "classes_do_not_add_up",
    ),
    (put, lambda s: q.AskEveryone(meeting=s.at, motion=s.motion), "R-VO12", "not_by_consensus"),
    (
        lambda: counted(4, 4),
        lambda s: q.UseCastingVote(meeting=s.at, motion=s.motion, direction="for", changes_status_quo=True, reason="x"),
        "R-TI1",
        "no_casting_vote_in_profile",
    ),
    (put, lambda s: q.DeclareResult(meeting=s.at, motion=s.motion), "R-VO3", "not_counted"),
    (
        lambda: counted(4, 5),
        lambda s: q.DeclareResult(meeting=s.at, motion=s.motion, announced="agreed"),
        "R-VO10",
        "announced_otherwise",
    ),
    (
        empty_room,
        lambda s: q.RecordDecision(
            meeting=s.at, item=s.items[0], words="x", how="hands", moved_by=s.seats["vice"],
            seconded_by=s.seats["gp"], count=q.Hands(6),
        ),
        "R-QU3",
        "not_quorate: class_majority",
    ),
    (moved, lambda s: m.StrikeAct(meeting=s.at, act=act_of(s, "MotionMoved")), "in order", "a_later_act_rests"),
    (put, lambda s: m.StrikeAct(meeting=s.at, act=act_of(s, "AttendanceSet")), "in order", "a_later_act_rests"),
    (opened, lambda s: m.StrikeAct(meeting=s.at, act=NOBODY), "in order", "cannot_be_struck"),
    (without_organisation, lambda _: o.RegisterPerson(name="x"), "in order", "not_founded"),
    (without_group, lambda _: g.AdoptClassMapping(group=NOBODY, mapping=ClassMapping()), "in order", "group_not"),
    (on_break, lambda s: m.EndBreak(meeting=s.at, when=When(DAY, "13:00")), "in order", "earlier_than_the_last_act"),
    (Scene, lambda s: g.FoundGroup(name="x", slug="2026"), "in order", "slug_reads_as_an_id"),
    (Scene, lambda s: g.CreateSeat(group=s.id, slug=str(NOBODY), label="x", constituency="other"), "in order",
     "slug_reads_as_an_id"),
    (Scene, lambda s: g.CreateOffice(group=s.id, slug="3", label="x", kind="other"), "in order", "slug_reads_as_an_id"),
    (Scene, lambda s: g.CreateOffice(group=s.id, slug="x", label="\u200b\ufeff\u3164", kind="other"), "words",
     "no_words"),
    (Scene, lambda s: m.CallMeeting(group=s.id, starts=When("1899-12-31")), "in order", "not_in_our_time"),
    (Scene, lambda s: m.CallMeeting(group=s.id, starts=When("2036-02-11")), "in order", "not_in_our_time"),
    (full_agenda, lambda s: m.ProposeItem(meeting=s.at, title="x"), "in order", "agenda_is_full"),
    *procedure_rows.REFUSED,
    (
        Scene,
        lambda s: g.NameDeputy(group=s.id, seat=s.seats["gp"], person=someone(s), constituency="service_user"),
        "R-AP2",
        "deputy_of_another_class",
    ),
    (Scene, lambda s: g.EndDeputy(group=s.id, seat=NOBODY), "unknown", "unknown_seat"),
    (Scene, lambda s: g.NoteTextNeed(group=s.id, seat=NOBODY), "unknown", "unknown_seat"),
    (called, sending, "R-AP2", "no_deputies"),
    (opened, lambda s: pc.SeatDeputy(meeting=s.at, seat=s.seats["gp"]), "R-AP2", "member_is_here"),
    (empty_room, lambda s: pc.NoteRemote(meeting=s.at, seats=s.seat("carer")), "R-HY1", "not_present"),
    (opened, disputing, "R-IN1", "no_interest_declared"),
    (conflicted, settling, "R-IN2", "nobody_disputes_it"),
    (roll_call, phoning, "R-HY2", "link_was_not_lost"),
    (roll_call, lambda s: pc.RetakeVote(meeting=s.at, motion=s.motion), "R-HY2", "no_link_was_lost"),
    (put, lambda s: pc.QueryQuorum(meeting=s.at, seat=s.seats["gp"]), "R-QU5", "vote_under_way"),
    (with_supporter, lambda s: acting(s, "voted"), "R-AP3", "a_visitor_acts_for_nobody"),
    (
        opened,
        lambda s: pc.AgreeNextChair(meeting=s.at, seat=s.seats["gp"]),
        "R-CH1",
        "presider_is_professional",
    ),
]  # fmt: skip


def leaving(scene: Scene) -> Command:
    return m.ManageInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0])


def returning(scene: Scene) -> Command:
    return m.ReturnMember(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0])


def casting(scene: Scene) -> Command:
    return q.UseCastingVote(
        reason="It is time.", meeting=scene.at, motion=scene.motion, direction="for", changes_status_quo=True
    )


QUIET: list[tuple[Given, When_]] = [
    (
        lambda: _after_scene(said_to_have_left(), lambda s: lc.ConfirmLeaving(group=s.id, seat=s.seats["gp"])),
        lambda s: lc.ConfirmLeaving(group=s.id, seat=s.seats["gp"]),
    ),
    (
        lambda: _after_scene(said_to_have_left(), lambda s: lc.DisputeLeaving(group=s.id, seat=s.seats["gp"])),
        lambda s: lc.DisputeLeaving(group=s.id, seat=s.seats["gp"]),
    ),
    (with_email, lambda s: o.AddContact(person=someone(s), email="a@example.org")),
    (convened, lambda s: o.NameConvenor(person=next(iter(s.organisation.convenors)))),
    (Scene, lambda s: o.EndConvenor(person=someone(s))),
    (opened, lambda s: m.SetAttendance(meeting=s.at, present=s.seat(*VOTING))),
    (opened, lambda s: m.RecordArrival(meeting=s.at, seats=s.seat("gp"))),
    (empty_room, lambda s: m.RecordDeparture(meeting=s.at, seats=s.seat("carer"))),
    (opened, lambda s: m.TakeChair(meeting=s.at, seat=s.seats["chair"])),
    (opened, lambda s: m.EndBreak(meeting=s.at)),
    (item_open, lambda s: m.OpenItem(meeting=s.at, item=s.items[0])),
    (moved, lambda s: q.SecondMotion(meeting=s.at, motion=s.motion, seat=s.seats["worker"])),
    (put, lambda s: q.PutMotion(meeting=s.at, motion=s.motion)),
    (voted, lambda s: q.CastVote(meeting=s.at, motion=s.motion, seat=s.seats["vice"], choice="for")),
    (
        lambda: _after_scene(opened(), lambda s: m.StandDown(meeting=s.at, seat=s.seats["gp"])),
        lambda s: m.StandDown(meeting=s.at, seat=s.seats["gp"]),
    ),
    (
        lambda: _after_scene(moved(), lambda s: q.WithdrawMotion(meeting=s.at, motion=s.motion)),
        lambda s: q.WithdrawMotion(meeting=s.at, motion=s.motion),
    ),
    (
        lambda: _after_scene(item_open(), lambda s: m.CloseItem(meeting=s.at, item=s.items[0])),
        lambda s: m.CloseItem(meeting=s.at, item=s.items[0]),
    ),
    (
        lambda: _after_scene(item_open(), lambda s: m.DeferItem(meeting=s.at, item=s.items[0])),
        lambda s: m.DeferItem(meeting=s.at, item=s.items[0]),
    ),
    (
        lambda: _after_scene(called(), lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["gp"])),
        lambda s: m.RecordApologies(meeting=s.at, seat=s.seats["gp"]),
    ),
    (
        lambda: _after_scene(opened(), lambda s: m.NameMinuteTaker(meeting=s.at, seat=s.seats["officer"])),
        lambda s: m.NameMinuteTaker(meeting=s.at, seat=s.seats["officer"]),
    ),
    (lambda: _after_scene(conflicted(), leaving), leaving),
    (
        lambda: _after_scene(_after_scene(conflicted(), leaving), returning),
        returning,
    ),
    (
        lambda: counted(5, 4),
        lambda s: q.RecordCount(meeting=s.at, motion=s.motion, count=q.Hands(5, 4)),
    ),
    (
        lambda: _after_scene(consensus(), lambda s: q.AskEveryone(meeting=s.at, motion=s.motion)),
        lambda s: q.AskEveryone(meeting=s.at, motion=s.motion),
    ),
    (
        lambda: _after_scene(tied_with_casting_vote(), casting),
        casting,
    ),
    (
        lambda: Scene(StandingOrders(quorum=5, wait_minutes=0)).opened(),
        lambda s: m.WaitForQuorum(meeting=s.at),
    ),
    *procedure_rows.QUIET,
    (lambda: _after_scene(Scene(), naming), naming),
    (Scene, lambda s: g.EndDeputy(group=s.id, seat=s.seats["gp"])),
    (Scene, lambda s: g.NoteTextNeed(group=s.id, seat=s.seats["gp"], needed=False)),
    (lambda: _after_scene(with_deputies(), sending), sending),
    (deputised, lambda s: pc.SeatDeputy(meeting=s.at, seat=s.seats["gp"])),
    (
        lambda: _after_scene(opened(), lambda s: pc.NoteRemote(meeting=s.at, seats=s.seat("gp"))),
        lambda s: pc.NoteRemote(meeting=s.at, seats=s.seat("gp")),
    ),
    (lambda: _after_scene(conflicted(), disputing), disputing),
    (lambda: _after_scene(link_lost(), phoning), phoning),
    (
        lambda: _after_scene(opened(), lambda s: pc.AgreeNextChair(meeting=s.at, seat=s.seats["vice"])),
        lambda s: pc.AgreeNextChair(meeting=s.at, seat=s.seats["vice"]),
    ),
]


# Families with a room of their own tell of themselves there.
for family in (actions, auditors, elections, minutes, closed_items, resolutions):
    HAPPENS += family.HAPPENS
    REFUSED += family.REFUSED
    QUIET += family.QUIET

# What said again is refused, for it ended something; and what said again happens again, for it adds something.
ENDED = {"foundOrganisation", "retireSeat", "fillSeat", "vacateSeat", "assignOffice", "endTerm", "cancelMeeting",
         "adoptStandingOrders",
         "openMeeting", "resumeMeeting", "startBreak", "adjournMeeting", "closeMeeting", "moveMotion", "moveAmendment",
         "declareResult", "strikeAct", "settleInterest", "retakeVote", *elections.ENDED, *auditors.ENDED,
         *procedure_rows.ENDED, *methods.ENDED, *notice.ENDED,
         *privacy.ENDED}  # fmt: skip
ADDS = {"registerPerson", "foundGroup", "createSeat", "createOffice", "adoptClassMapping",
        "callMeeting", "proposeItem", "recordHeadcount", "noteVisitor", "declareInterest", "takeNote", "noteSuggestion",
        "agreeAction", "recordDecision", "circulateResolution", "reportResolution", "takeChairsAction", "queryQuorum",
        "noteVisitorActing", *elections.ADDS, *procedure_rows.ADDS, *notice.ADDS,
        *privacy.ADDS}  # fmt: skip

HAPPENS += methods.HAPPENS
REFUSED += methods.REFUSED
QUIET += methods.QUIET
HAPPENS += notice.HAPPENS
REFUSED += notice.REFUSED
QUIET += notice.QUIET
HAPPENS += privacy.HAPPENS
REFUSED += privacy.REFUSED
QUIET += privacy.QUIET


def _after(scene: Scene, first: Command, then: Command) -> Command:
    scene.do(first)
    return then


def _after_scene(scene: Scene, command: When_) -> Scene:
    scene.do(command(scene))
    return scene


@pytest.mark.parametrize(("given", "when", "then"), HAPPENS, ids=lambda v: "-".join(v) if isinstance(v, list) else "")
def test_it_happens(given: Given, when: When_, then: list[str]) -> None:
    scene = given()
    assert names(scene.do(when(scene))) == then


@pytest.mark.parametrize(("given", "when", "clause", "reason"), REFUSED, ids=lambda v: v if isinstance(v, str) else "")
def test_it_is_refused(given: Given, when: When_, clause: str, reason: str) -> None:
    scene = given()
    command = when(scene)
    before = scene.meeting
    with pytest.raises(Rejected) as caught:
        scene.do(command)
    assert caught.value.clause == clause
    assert reason in caught.value.reason
    assert scene.meeting is before


@pytest.mark.parametrize(("given", "when"), QUIET)
def test_it_stays_quiet(given: Given, when: When_) -> None:
    scene = given()
    assert scene.do(when(scene)) == ()


def test_every_command_happens_somewhere_and_is_refused_somewhere() -> None:
    happens = {type(when(given())).do for given, when, _ in HAPPENS}
    refused = {type(when(given())).do for given, when, _, _ in REFUSED}
    shown_alone = {"foundOrganisation", "fillSeat", "retireSeat", "secondMotion", "returnMember"}
    assert set(COMMANDS) - happens == shown_alone
    assert set(COMMANDS) - refused == set()


def test_every_command_stays_quiet_or_has_a_reason_not_to() -> None:
    quiet = {type(when(given())).do for given, when in QUIET}
    assert set(COMMANDS) - quiet == ENDED | ADDS
    assert not quiet & (ENDED | ADDS)


def test_those_shown_alone() -> None:
    scene = Scene()
    (vacated,) = scene.do(
        g.VacateSeat(group=scene.id, channel="phone", seat=scene.seats["gp"], when=When("2026-01-10"))
    )
    assert type(vacated).__name__ == "SeatVacated"
    (person,) = scene.do(o.RegisterPerson(name="Another"))
    fill = g.FillSeat(group=scene.id, seat=scene.seats["gp"], person=person.person, since=When("2026-01-11"))  # type: ignore[attr-defined]
    assert names(scene.decide(fill)) == ["SeatFilled"]
    assert names(scene.do(g.RetireSeat(group=scene.id, seat=scene.seats["gp"]))) == ["SeatRetired"]
    scene = conflicted()
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0]))
    back = m.ReturnMember(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0])
    assert names(scene.do(back)) == ["MemberReturned", "QuorumTested"]
    scene = item_open()
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["gp"]))
    second = q.SecondMotion(meeting=scene.at, motion=scene.motion, seat=scene.seats["vice"])
    assert names(scene.do(second)) == ["MotionSeconded"]
    scene.organisation = type(scene.organisation)()
    with pytest.raises(Rejected, match="not_founded"):
        scene.decide(o.RegisterPerson(name="x"))


def test_a_motion_nobody_seconds_falls_when_the_item_closes() -> None:
    scene = item_open()
    scene.do(q.MoveMotion(meeting=scene.at, item=scene.items[0], words="x", moved_by=scene.seats["gp"]))
    with pytest.raises(Rejected, match="no_seconder"):
        scene.do(q.PutMotion(meeting=scene.at, motion=scene.motion))
    closing = m.CloseItem(meeting=scene.at, item=scene.items[0])
    assert names(scene.do(closing)) == ["MotionFell", "ItemClosed"]


def test_a_struck_departure_brings_the_quorum_back() -> None:
    scene = Scene().opened("chair", "vice", "secretary", "nurse", "gp")
    scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("vice")))
    assert scene.meeting.quorum is not None
    assert scene.meeting.quorum.result == "inquorate"
    struck = scene.do(m.StrikeAct(meeting=scene.at, act=act_of(scene, "MemberLeft")))
    assert names(struck) == ["ActStruck", "ActStruck"]
    assert scene.meeting.quorum.result == "quorate"
    assert scene.seats["vice"] in (scene.meeting.present or ())


def test_a_written_up_vote_without_quorum_is_recorded_without_effect() -> None:
    scene = empty_room()
    (*_, declared) = scene.do(
        q.RecordDecision(
            meeting=scene.at,
            item=scene.items[0],
            words="Use the library.",
            how="hands",
            count=q.Hands(6),
            announced="agreed",
            mode="written_up",
        )
    )
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert (outcome.announced, outcome.by_rule, outcome.irregular, outcome.takes_effect) == (
        "agreed",
        "agreed",
        ("R-QU3",),
        False,
    )


def test_names_that_contradict_the_printed_count_stand() -> None:
    scene = opened()
    votes = dict.fromkeys(scene.seat(*VOTING[:8]), "for") | dict.fromkeys(scene.seat(VOTING[8]), "against")
    events = scene.do(
        q.RecordDecision(
            meeting=scene.at,
            item=scene.items[0],
            words="x",
            how="roll_call",
            votes=votes,  # type: ignore[arg-type]
            count=q.Hands(7, 2),
            announced="agreed",
            mode="written_up",
        )
    )
    assert "TallyContradicted" in names(events)
    tally = events[-1].outcome.tally  # type: ignore[attr-defined]
    assert (tally.for_, tally.against, tally.no_side) == (8, 1, 0)


def test_a_vote_of_somebody_excluded_is_kept_out_of_the_tally() -> None:
    scene = conflicted()
    scene.do(m.ManageInterest(meeting=scene.at, seat=scene.seats["vice"], item=scene.items[0]))
    votes = dict.fromkeys(scene.seat("chair", "vice", "secretary"), "for")
    (*_, declared) = scene.do(
        q.RecordDecision(
            meeting=scene.at,
            item=scene.items[0],
            words="x",
            how="roll_call",
            votes=votes,  # type: ignore[arg-type]
            announced="agreed",
            mode="written_up",
        )
    )
    outcome = declared.outcome  # type: ignore[attr-defined]
    assert outcome.tally.for_ == 2
    # Without the vice-chair four lived-experience members face four others.
    assert outcome.irregular == ("R-IN3", "R-QU3")


def test_business_not_in_the_notice_is_talked_about_not_decided() -> None:
    scene = opened()
    (proposed,) = scene.do(m.ProposeItem(meeting=scene.at, title="Something else"))
    item = proposed.entry.item  # type: ignore[attr-defined]
    decision = q.RecordDecision(
        meeting=scene.at,
        item=item,
        words="x",
        how="hands",
        moved_by=scene.seats["gp"],
        seconded_by=scene.seats["vice"],
        count=q.Hands(9),
    )
    with pytest.raises(Rejected, match="business_not_in_the_notice"):
        scene.do(decision)


def test_concurrent_orders_need_more_lived_experience_for_than_against() -> None:
    scene = Scene(StandingOrders(quorum=5, lived_experience="concurrent")).moved(put="hands")
    by_class: Any = {"LE": q.Hands(2, 3), "PR": q.Hands(4)}
    scene.do(q.RecordCount(meeting=scene.at, motion=scene.motion, count=q.Hands(6, 3), by_class=by_class))
    (declared,) = scene.do(q.DeclareResult(meeting=scene.at, motion=scene.motion))
    assert declared.outcome.by_rule == "not_agreed"  # type: ignore[attr-defined]
    assert declared.outcome.reason == "lived_experience_against"  # type: ignore[attr-defined]


def together(how: str, *present: str, aside: tuple[str, ...] = ()) -> Any:
    """What comes of an agreement without votes where lived-experience members must agree too (R-QU3, R-VO1)."""
    scene = Scene(StandingOrders(quorum=2, lived_experience="concurrent", presider_class="any")).opened(*present)
    (*_, declared) = scene.do(
        q.RecordDecision(
            meeting=scene.at, item=scene.items[0], words="x", how=how, stand_asides=scene.seat(*aside),  # type: ignore[arg-type]
            mode="written_up",
        )
    )  # fmt: skip
    outcome = declared.outcome  # type: ignore[attr-defined]
    return outcome.by_rule, outcome.reason


@pytest.mark.parametrize(("how", "agreed"), [("consensus", "nobody_objected"), ("agreed", "nobody_voted_against")])
def test_members_without_lived_experience_do_not_agree_alone(how: str, agreed: str) -> None:
    assert together(how, "nurse", "gp", "worker") == ("not_agreed", "lived_experience_against")
    assert together(how, "nurse", "gp", "vice") == ("agreed", agreed)


def test_a_lived_experience_member_who_stands_aside_agrees_to_nothing() -> None:
    assert together("consensus", "nurse", "gp", "vice", aside=("vice",)) == ("not_agreed", "lived_experience_against")
    assert together("consensus", "nurse", "vice", "carer", aside=("vice",)) == ("agreed", "nobody_objected")


def test_a_recusal_and_a_return_come_with_the_quorum_they_leave_for_the_item() -> None:
    scene = conflicted()
    (_, tested) = scene.do(leaving(scene))
    # Without the vice-chair four lived-experience members face four others.
    assert (tested.item, tested.quorum.count, tested.quorum.reasons) == (scene.items[0], 8, ("class_majority",))  # type: ignore[attr-defined]
    assert scene.meeting.quorum is not None
    assert (scene.meeting.quorum.count, scene.meeting.quorum.result) == (9, "quorate")
    (_, tested) = scene.do(returning(scene))
    assert (tested.item, tested.quorum.count) == (scene.items[0], 8)  # type: ignore[attr-defined]
    assert names(scene.do(m.RecordDeparture(meeting=scene.at, seats=scene.seat("gp")))) == ["MemberLeft"]


@pytest.mark.parametrize(
    ("given", "when", "so"),
    [
        (called, lambda s: m.StartBreak(meeting=s.at), "Open the meeting first."),
        (adjourned, lambda s: m.StartBreak(meeting=s.at), "Resume it first."),
        (closed, lambda s: m.StartBreak(meeting=s.at), "It has ended. What is left goes to the next meeting."),
        (closed, lambda s: m.OpenMeeting(meeting=s.at), "It has ended. What is left goes to the next meeting."),
        (opened, lambda s: m.OpenMeeting(meeting=s.at), "It has begun."),
        (adjourned, lambda s: m.OpenMeeting(meeting=s.at), "Resume it first."),
    ],
)
def test_an_act_too_early_or_too_late_is_told_what_is_so(given: Given, when: When_, so: str) -> None:
    scene = given()
    with pytest.raises(Rejected) as caught:
        scene.decide(when(scene))
    assert caught.value.would_help == so


def test_a_meeting_may_be_called_ten_years_ahead_and_no_further() -> None:
    scene = Scene()
    assert names(scene.decide(m.CallMeeting(group=scene.id, starts=When("2036-02-10")))) == ["MeetingCalled"]
