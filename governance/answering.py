"""Which part of the domain answers a command, and what it is handed."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, get_args

from governance import earlier
from governance.action import decide as action
from governance.action import raising
from governance.action.commands import RaiseAction
from governance.custody import decide as custody
from governance.custody.commands import ChangeTier, EraseBody, RedactWords
from governance.decision.commands import DecisionCommand, MoveRatification, ReopenDecision
from governance.election import decide as nominations
from governance.election import room, stakes
from governance.election.state import ElectionState
from governance.group import decide as group
from governance.kernel import Rejected
from governance.meeting import chaired, unnoticed
from governance.meeting import decide as meeting
from governance.meeting.commands import StrikeAct
from governance.meeting.notice_commands import ReopenForNotice
from governance.minutes import decide as minutes
from governance.motion import decide as motion
from governance.motion import unfinished, whole
from governance.motion.commands import MoveMotion, RecordDecision
from governance.motion.procedure_commands import TakeUnfinishedBusiness
from governance.organisation import decide as organisation
from governance.organisation import privacy, privacy_commands
from governance.resolution import circulating, reporting
from governance.resolution import decide as resolution
from governance.resolution.commands import CirculateResolution, ReportResolution, TakeChairsAction
from governance.rules.minutes import not_edited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from governance.acts import Act
    from governance.kernel import Command, Desk, Event
    from governance.meeting.state import MeetingState

    Answer = Callable[[Act, Any, str], tuple[Event, ...]]

PRIVATE = get_args(privacy_commands.PrivacyCommand)
ORGANISATION = (*get_args(organisation.OrganisationCommand), *PRIVATE, EraseBody)


def answer(act: Act, command: Command, key: str) -> tuple[Event, ...]:
    """The events that follow a command, or `Rejected`. `key` (base64) is the one the application signs with."""
    before = BEFORE.get(type(command))
    told = () if before is None or act.meeting is None else before(act.meeting, command, act.desk)
    events = ANSWERS[type(command)](act, command, key)
    return (*told, *events) if events else ()


def _organisation(act: Act, command: organisation.OrganisationCommand, key: str) -> tuple[Event, ...]:
    return organisation.decide(act.organisation, command, act.desk, key=key)


def _privacy(act: Act, command: privacy_commands.PrivacyCommand, _key: str) -> tuple[Event, ...]:
    return privacy.decide(
        act.organisation, command, act.desk, own=command.person == act.recorder, sits=command.person in act.seated
    )


def _body_erased(act: Act, command: EraseBody, _key: str) -> tuple[Event, ...]:
    topic, erased, widened = act.named["event"]
    return custody.erase_body(command, topic, erased=erased, widened=widened)


def _tier_changed(act: Act, command: ChangeTier, _key: str) -> tuple[Event, ...]:
    assert act.group is not None
    return custody.change_tier(command, act.named["openable"], act.group, act.desk, act.behind)


def _redacted(act: Act, command: RedactWords, _key: str) -> tuple[Event, ...]:
    return custody.redact(command, act.named["words"], act.named["copies"])


def _group(act: Act, command: group.GroupCommand, _key: str) -> tuple[Event, ...]:
    assert act.group is not None
    return group.decide(act.group, command, act.organisation, act.desk, act.behind)


def _meeting(act: Act, command: meeting.MeetingCommand, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    assert act.group is not None
    if isinstance(command, StrikeAct) and act.earlier is not None:
        not_edited(approved=act.earlier.minutes.approved is not None)
    return meeting.decide(act.meeting, command, act.group, act.desk)


def _motion(act: Act, command: motion.MotionCommand | motion.ProcedureCommand, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    earlier.still_in_order(command, act)
    _known_here(act, command)
    earlier.answers_the_chair(command, act)
    return motion.decide(act.meeting, command, act.desk, act.earlier)


def _whole(act: Act, command: RecordDecision, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    _known_here(act, command)
    earlier.answers_the_chair(command, act)
    return whole.decide(act.meeting, command, act.desk, act.earlier)


def _known_here(act: Act, command: object) -> None:
    """Refuse a proposal that names an office the group does not have, or a person nobody knows."""
    assert act.group is not None
    if not isinstance(command, MoveMotion | RecordDecision):
        return
    elects, fills = command.elects, command.fills
    if elects is not None and elects.office not in act.group.offices:
        raise Rejected("unknown", "unknown_office", pointer="/elects/office")
    if fills is not None and fills.person is not None and fills.person not in act.organisation.persons:
        raise Rejected("unknown", "unknown_person", pointer="/fills/person")


def _unfinished(act: Act, command: TakeUnfinishedBusiness, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    assert act.left_over is not None, "the meeting before was read"
    assert act.group is not None, "a meeting has a group"
    before, is_next = act.left_over
    return unfinished.take(act.meeting, command, before, act.group, act.desk, next_meeting=is_next)


def _decision(act: Act, command: DecisionCommand, _key: str) -> tuple[Event, ...]:
    return earlier.events_of(command, act)


def _unnoticed(act: Act, command: ReopenForNotice, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    assert act.decision is not None, "it names one"
    return unnoticed.reopen(act.meeting, command, act.decision, act.desk)


def _action(act: Act, command: action.ActionCommand, _key: str) -> tuple[Event, ...]:
    assert act.group is not None
    return action.decide(act.named["action"], command, act.group, act.desk, act.decision)


def _raised(act: Act, command: RaiseAction, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    return raising.raise_(act.meeting, command, act.named["action"], act.desk)


def _minutes(act: Act, command: minutes.MinutesCommand, _key: str) -> tuple[Event, ...]:
    assert act.earlier is not None
    return minutes.decide(act.earlier, command, act.desk)


def _resolution(act: Act, command: resolution.ResolutionCommand, _key: str) -> tuple[Event, ...]:
    assert act.group is not None
    match command:
        case CirculateResolution():
            return circulating.circulate(command, act.group, act.desk)
        case TakeChairsAction():
            return circulating.act_alone(command, act.group, act.desk, act.spent)
        case ReportResolution():
            assert act.meeting is not None
            return reporting.report(act.meeting, act.named["resolution"], command, act.desk)
        case _:
            return resolution.decide(act.named["resolution"], command, act.desk)


def _nominations(act: Act, command: nominations.NominationCommand, _key: str) -> tuple[Event, ...]:
    assert act.group is not None
    return nominations.decide(act.named.get("election") or ElectionState(), command, act.group, act.desk)


def _room(act: Act, command: room.ElectionCommand, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    assert act.group is not None
    return room.decide(act.meeting, command, act.named["election"], act.group, act.desk)


def _stakes(act: Act, command: stakes.StakeCommand, _key: str) -> tuple[Event, ...]:
    assert act.meeting is not None
    assert act.group is not None
    return stakes.decide(act.meeting, command, act.named.get("election"), act.group, act.desk)


PARTS: tuple[tuple[tuple[type[Command], ...], Answer], ...] = (
    (get_args(organisation.OrganisationCommand), _organisation),
    (PRIVATE, _privacy),
    ((RedactWords,), _redacted),
    ((EraseBody,), _body_erased),
    ((ChangeTier,), _tier_changed),
    (
        tuple(kind for part in get_args(group.GroupCommand) for kind in get_args(part) or (part,)),
        _group,
    ),
    (
        tuple(kind for part in get_args(meeting.MeetingCommand) for kind in get_args(part) or (part,)),
        _meeting,
    ),
    (get_args(motion.MotionCommand), _motion),
    (get_args(motion.ProcedureCommand), _motion),
    ((RecordDecision,), _whole),
    ((TakeUnfinishedBusiness,), _unfinished),
    (get_args(DecisionCommand), _decision),
    ((ReopenForNotice,), _unnoticed),
    (get_args(action.ActionCommand), _action),
    ((RaiseAction,), _raised),
    (get_args(minutes.MinutesCommand), _minutes),
    (get_args(resolution.ResolutionCommand), _resolution),
    (get_args(nominations.NominationCommand), _nominations),
    (get_args(room.ElectionCommand), _room),
    (get_args(stakes.StakeCommand), _stakes),
)
ANSWERS: Mapping[type[Command], Answer] = MappingProxyType(
    {kind: answers for kinds, answers in PARTS for kind in kinds}
)
# What comes before the answer of a meeting: most of what is done there needs somebody in the chair (R-CH1).
BEFORE: Mapping[type[Command], Callable[[MeetingState, Command, Desk], tuple[Event, ...]]] = MappingProxyType(
    {
        kind: chaired.waits
        for kind, answers in ANSWERS.items()
        if answers in {_meeting, _motion, _whole, _unfinished, _unnoticed, _raised, _room, _stakes}
        or kind in {ReportResolution, ReopenDecision, MoveRatification, *earlier.CHAIRS}
        if kind not in chaired.NEVER_WAITS
    }
)
