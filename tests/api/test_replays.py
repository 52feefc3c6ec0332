"""Outcomes worked out again from an exported file: a clean record comes out the same, an owner's false one is found."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from api.cli import main
from api.log.exporting import Scope, exported
from api.log.replaying import Replayed, replayed
from governance import keys
from governance.acts import Principal
from governance.election.commands import OpenNominations
from governance.kernel import MeetingId, When
from governance.log.bundle import written_lines
from governance.log.entry import Entry, Place, act_message, body_digest, time_stamp
from governance.log.merkle import leaf_hash
from governance.log.verify import verify_bundle
from governance.meeting.commands import CloseMeeting
from governance.rules.defects import Defect
from governance.signing import LogSigner, policy_text
from governance.store import reading
from governance.trial import Trial
from tests.conftest import fresh_database, opening_over
from tests.people import adopt, evening, found_groups, lines_of, record
from tests.scenarios.corrections import april, march, may
from tests.scenarios.test_between_meetings import CLOSED, REPLIES, SENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from governance.application import Governance
    from governance.embedded import EmbeddedPostgres

NAME = "example.org/log"
IMPORTER = Principal("importer")


class Kept:
    """A record, its signer, and whoever owns the database and holds the application's key as well."""

    def __init__(self, governance: Governance, dsn: str, folder: Path, log: str) -> None:
        self.governance = governance
        self.folder = folder
        self._dsn = dsn
        self._log = log

    def lines(self, tier: Any = 3, **scope: Any) -> list[bytes]:
        with reading(self._log) as store:
            LogSigner(store, self._log, self.folder, NAME).advance()
        text = policy_text(self.folder, NAME)
        return list(written_lines(exported(self.governance, Scope(tier, **scope), text)))

    def rewrite(self, change: Callable[[str, dict[str, Any]], bool]) -> int:
        """Change what events say, and make nonce, signature and leaf fit. How many were changed."""
        changed = 0
        with psycopg.connect(self._dsn, autocommit=True) as owner:
            owner.execute("ALTER TABLE record.events DISABLE TRIGGER ALL")
            for row in self.governance.store.verifiable(0, 10_000):
                assert row.state is not None
                said = json.loads(row.state)
                if change(row.topic, said["e"]):
                    self._put(owner, row, json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode())
                    changed += 1
        return changed

    def _put(self, owner: psycopg.Connection[Any], row: Any, state: bytes) -> None:
        me, signer = self.governance.store.identity(), keys.signer(self.folder)
        place = Place(me.record, 1, row.stream, row.version, row.part, row.parts, row.event, row.tier)
        body = body_digest(row.nonce, row.topic, state)
        signature = signer.sign(act_message(place, body, signer.public))
        leaf = leaf_hash(Entry(place, body, signer.public, signature, time_stamp(row.recorded_at), me.clock).data())
        owner.execute(
            "UPDATE record.events SET state = %s, body = %s, signature = %s, leaf = %s WHERE position = %s",
            (state, body, signature, leaf, row.position),
        )


@pytest.fixture
def kept(cluster: EmbeddedPostgres, key_folder: Path, tmp_path: Path) -> Iterator[Kept]:
    folder = shutil.copytree(key_folder, tmp_path / "keys")
    with fresh_database(cluster) as database, opening_over(cluster, database, key_folder) as opening:
        governance = opening()
        found_groups(governance)
        yield Kept(governance, cluster.dsn(database), folder, cluster.dsn(database, user="minutebook_log"))


def words(replay: Replayed) -> list[str]:
    return [finding.words for finding in replay.findings]


def test_the_evenings_of_the_demonstration_come_out_the_same(kept: Kept) -> None:
    record(kept.governance, lines_of("evenings"))
    lines = kept.lines()
    assert verify_bundle(lines).findings == []
    replay = replayed(lines)
    assert replay.findings == []
    assert replay.left == []
    assert "Results of votes: 5 worked out again." in replay.said
    assert "Members and rules that a meeting began with: 5 worked out again." in replay.said


def test_minutes_approved_and_questions_answered_in_writing_come_out_the_same(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march(), *april(), *may()])
    record(kept.governance, [{"import": "summer"}, SENT, *REPLIES, CLOSED])
    replay = replayed(kept.lines())
    assert (replay.findings, replay.left) == ([], [])
    assert "Approved minutes: 1 written again." in replay.said
    assert "Results in writing: 1 worked out again." in replay.said


def test_acts_that_were_written_up_together_come_out_the_same(kept: Kept) -> None:
    governance = kept.governance
    aliases = record(governance, [{"import": "spring"}, *march()[:-1]])
    (group,) = [g for g in governance.groups() if governance.directory(g).slug == "group-a"]
    together = Trial(governance)
    closed = CloseMeeting(meeting=MeetingId(aliases["march"]), when=When("2026-03-10", "15:00"), mode="written_up")
    together.act(closed, IMPORTER)
    office = governance.directory(group).offices["secretary"]
    together.act(OpenNominations(group=group, office=office, mode="written_up"), IMPORTER)
    together.record(IMPORTER, key=None, body=b"")
    replay = replayed(kept.lines())
    assert (replay.findings, replay.left) == ([], [])
    assert "What acts bring about elsewhere: 2 worked out again." in replay.said


def lost() -> list[dict[str, Any]]:
    """10 March, with the leaflets turned down by 1 to 7."""
    lines = march()
    against = {"LE": {"for": 0, "against": 5}, "PR": {"for": 1, "against": 2, "no_side": 1}}
    turned = {"count": {"for": 1, "against": 7, "no_side": 1}, "by_class": against, "announced": "not_agreed"}
    return [{"import": "spring"}, *({**line, **turned} if line["do"] == "recordDecision" else line for line in lines)]


def lost_as_won(topic: str, said: dict[str, Any]) -> bool:
    """A proposal that was lost made to have been agreed, in its meeting and in its decision."""
    if topic not in {"meeting.result_declared.v1", "decision.made.v1"} or said["outcome"]["by_rule"] == "agreed":
        return False
    said["outcome"].update(by_rule="agreed", announced="agreed", takes_effect=True, reason="majority")
    return True


def test_an_outcome_changed_by_the_owner_and_signed_again_is_found(kept: Kept) -> None:
    record(kept.governance, lost())
    assert kept.rewrite(lost_as_won) == 2
    lines = kept.lines()
    assert verify_bundle(lines).findings == []
    (found,) = words(replayed(lines))
    assert found.startswith("the result of a vote was recorded otherwise than the rules make it (")
    assert "whether it was agreed: recorded agreed, by the rules not agreed" in found
    assert "whether it takes effect: recorded yes, by the rules no" in found


def test_votes_that_were_turned_make_another_result(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march()])

    def turned(topic: str, said: dict[str, Any]) -> bool:
        if topic != "meeting.count_recorded.v1":
            return False
        said["tally"].update({"for": 1, "against": 7})
        return True

    assert kept.rewrite(turned) == 1
    (found,) = words(replayed(kept.lines()))
    assert "votes for: recorded 7, by the rules 1" in found
    assert "whether it was agreed: recorded agreed, by the rules not agreed" in found


def test_a_decision_that_says_other_than_its_vote_is_found(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march()])

    def effect(topic: str, said: dict[str, Any]) -> bool:
        if topic != "decision.made.v1":
            return False
        said["outcome"]["takes_effect"] = False
        return True

    assert kept.rewrite(effect) == 1
    (found,) = words(replayed(kept.lines()))
    assert found == (
        "an entry of the kind decision.made.v1 was recorded otherwise than the rules make it"
        " (whether it takes effect: recorded no, by the rules yes)"
    )


def test_a_reply_in_writing_that_was_turned_is_found(kept: Kept) -> None:
    record(kept.governance, [{"import": "summer"}, SENT, *REPLIES, CLOSED])

    def turned(topic: str, said: dict[str, Any]) -> bool:
        if topic != "resolution.reply_received.v1" or said["choice"] != "for":
            return False
        said["choice"] = "against"
        return True

    assert kept.rewrite(turned) == 6
    (found,) = words(replayed(kept.lines()))
    assert found.startswith("the result of a question answered in writing was recorded otherwise")
    assert "whether it was agreed: recorded agreed, by the rules not agreed" in found


def test_a_member_slipped_into_the_roll_is_found(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march()])

    def fewer(topic: str, said: dict[str, Any]) -> bool:
        if topic != "meeting.opened.v1":
            return False
        said["roll"] = said["roll"][:-1]
        return True

    assert kept.rewrite(fewer) == 1
    assert any(one.startswith("the members and rules a meeting began with was recorded") for one in words(
        replayed(kept.lines())
    ))  # fmt: skip


def test_minutes_approved_under_another_digest_are_found(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march(), *april()])

    def other(topic: str, said: dict[str, Any]) -> bool:
        if topic not in {"minutes.approved.v1", "minutes.signed.v1"}:
            return False
        said["digest"] = "0" * 64
        return True

    assert kept.rewrite(other) == 2
    assert words(replayed(kept.lines())) == [
        "the minutes that are kept are not those that were approved: their digest is another",
        "the minutes for members do not come out as they were approved: their digest is another",
    ]


def test_a_known_fault_of_the_rules_explains_and_is_no_finding(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march()])

    def flagged(topic: str, said: dict[str, Any]) -> bool:
        if topic not in {"meeting.result_declared.v1", "decision.made.v1"}:
            return False
        said["outcome"].update(irregular=["R-MO3"], takes_effect=False)
        return True

    assert kept.rewrite(flagged) == 2
    lines = kept.lines()
    fault = Defect("R-MO3", 1, 1, "tests/governance/rules/test_motions.py")
    assert len(words(replayed(lines))) == 1
    explained = replayed(lines, [fault])
    assert explained.findings == []
    assert any(one.startswith("Explained: entry ") and one.endswith("then, R-MO3.") for one in explained.said)
    later = Defect("R-MO3", 2, 2, "tests/governance/rules/test_motions.py")
    assert len(words(replayed(lines, [later]))) == 1
    other = Defect("R-MO2", 1, 1, "tests/governance/rules/test_motions.py")
    assert len(words(replayed(lines, [other]))) == 1


def test_what_is_not_open_is_counted_and_never_said_to_be_right(kept: Kept) -> None:
    record(kept.governance, [{"import": "spring"}, *march(), *april()])
    public = replayed(kept.lines(tier=0))
    assert public.findings == []
    assert not any(one.startswith("Results") for one in public.said)
    assert any(one.startswith("Entries not open to this reader: ") for one in public.left)
    since = kept.governance.store.verifiable(kept.governance.head() - 12, 1)[0].recorded_at
    part = replayed(kept.lines(tier=3, since=since))
    assert part.findings == []
    assert any(one.startswith("Entries left out of this file: ") for one in part.left)


def test_a_planned_meeting_neither_held_nor_called_off_is_a_finding(kept: Kept) -> None:
    called = {"do": "callMeeting", "as": "gone", "group": "group-a", "when": {"date": "2026-03-01"},
              "starts": {"date": "2026-03-20", "time": "14:00"}, "agenda": [{"title": "One"}]}  # fmt: skip
    record(kept.governance, [{"import": "gone"}, called])
    assert words(replayed(kept.lines())) == ["the meeting planned for 20 March 2026 was neither held nor called off"]
    record(kept.governance, [{"import": "off"}, {"do": "cancelMeeting", "meeting": str(_meeting(kept)),
                                                 "when": {"date": "2026-03-18"}}])  # fmt: skip
    assert words(replayed(kept.lines())) == []


def _meeting(kept: Kept) -> MeetingId:
    (meeting,) = [m for group in kept.governance.groups() for m in kept.governance.places.meetings(group)]
    return meeting


def test_the_verb_says_whether_it_found_anything_and_whether_it_saw_all(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(kept.governance, evening("february"))
    file = tmp_path / "record.minutebook"
    file.write_bytes(b"".join(kept.lines()))
    assert main(["replay", str(file)]) == 0
    assert capsys.readouterr().out.endswith("\nAll is well.\n")
    file.write_bytes(b"".join(kept.lines(tier=1)))
    assert main(["replay", str(file)]) == 4
    assert capsys.readouterr().out.endswith("\nNothing wrong was found, but not everything could be looked at.\n")
    file.write_bytes(b"".join(kept.lines())[:-10])
    assert main(["replay", str(file)]) == 2


def test_the_verb_ends_with_one_when_it_found_something(
    kept: Kept, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record(kept.governance, lost())
    kept.rewrite(lost_as_won)
    file = tmp_path / "record.minutebook"
    file.write_bytes(b"".join(kept.lines()))
    assert main(["replay", str(file)]) == 1
    assert capsys.readouterr().out.endswith("\nSomething is wrong: 1 finding.\n")


def test_what_the_chair_decides_alone_comes_out_the_same(kept: Kept) -> None:
    adopt(kept.governance, {"quorum": 5, "chair_alone_limit": 10_000})
    alone = {"do": "takeChairsAction", "group": "group-a", "seat": "chair", "words": "Hire a van.", "reason": "Snow.",
             "consulted": ["vice-chair", "carer-representative"], "costs_nothing": True,
             "when": {"date": "2026-03-01"}}  # fmt: skip
    spend = {"category": "spend", "costs_nothing": False, "cost": {"minor": 20_000}, "mode": "written_up"}
    record(kept.governance, [{"import": "alone"}, alone, {**alone, "words": "Hire a hall.", **spend}])
    replay = replayed(kept.lines())
    assert replay.findings == []
    assert "Whether the chair could decide alone: 2 worked out again." in replay.said


def test_an_effect_given_to_what_the_chair_could_not_decide_alone_is_found(kept: Kept) -> None:
    adopt(kept.governance, {"quorum": 5, "chair_alone_limit": 10_000})
    alone = {"do": "takeChairsAction", "group": "group-a", "seat": "chair", "words": "Hire a hall.", "reason": "Snow.",
             "consulted": ["vice-chair", "carer-representative"], "category": "spend", "cost": {"minor": 20_000},
             "mode": "written_up", "when": {"date": "2026-03-01"}}  # fmt: skip
    record(kept.governance, [{"import": "alone"}, alone])

    def counts(topic: str, said: dict[str, Any]) -> bool:
        if topic != "decision.chairs_action_taken.v1":
            return False
        said["outcome"].update(takes_effect=True, irregular=[])
        return True

    assert kept.rewrite(counts) == 1
    (found,) = words(replayed(kept.lines()))
    assert found.startswith("whether the chair could decide alone was recorded otherwise than the rules make it (")
    assert "which rules were not kept: recorded none, by the rules R-CA1" in found
