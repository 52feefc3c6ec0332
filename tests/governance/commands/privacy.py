"""What is private: kept, agreed to, asked to be erased, answered; and words removed."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from governance.custody.commands import ChangeTier, EraseBody, RedactWords
from governance.kernel import Sealed, When
from governance.meeting import commands as m
from governance.organisation import commands as o
from governance.organisation import privacy_commands as p
from tests.spec import Scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from governance.kernel import Command

    Given = Callable[[], Scene]
    When_ = Callable[[Scene], Command]

NOBODY: Any = uuid.UUID("99999999-9999-4999-8999-999999999999")
FINANCE = p.Keep("expenses", "2032-08-14", "finance_records")


def somebody(scene: Scene) -> Any:
    """Known to the record, and in no seat."""
    return list(scene.organisation.persons)[-1]


def known() -> Scene:
    scene = Scene()
    scene.do(o.RegisterPerson(name="Person", email="a@example.org"))
    return scene


def agreed() -> Scene:
    scene = known()
    scene.do(p.GiveConsent(person=somebody(scene), purpose="access"))
    return scene


def asked() -> Scene:
    scene = known()
    scene.do(asking(scene))
    return scene


def answered(outcome: Any = "agreed", **more: Any) -> Scene:
    scene = asked()
    scene.do(answering(scene, outcome, **more))
    return scene


def keeping(scene: Scene, purpose: Any = "access") -> Command:
    return p.KeepPrivateDetail(person=somebody(scene), purpose=purpose, words="Large print.")


def asking(scene: Scene) -> Command:
    return p.RequestErasure(person=somebody(scene), channel="phone")


def answering(scene: Scene, outcome: Any = "agreed", **more: Any) -> Command:
    return p.DecideErasure(person=somebody(scene), outcome=outcome, **more)


def of_oneself() -> Scene:
    scene = asked()
    scene.recorder = somebody(scene)
    return scene


def of_a_member() -> Scene:
    scene = Scene()
    scene.do(p.RequestErasure(person=somebody(scene)))
    return scene


def noted() -> Scene:
    scene = Scene().opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.TakeNote(meeting=scene.at, item=scene.items[0], words="somebody's name"))
    return scene


def redacting(scene: Scene) -> Command:
    return RedactWords(group=scene.id, words=(scene.facts[-1].event.words.ref,), reason="names_somebody")  # type: ignore[attr-defined]


def narrowing(scene: Scene, tier: Any = 2, **more: Any) -> Command:
    return ChangeTier(group=scene.id, event=scene.facts[-1].id, tier=tier, **more)


def behind_it(**openness: Any) -> Scene:
    """A note of a meeting, after another agreed that everybody may read it."""
    scene = Scene()
    scene.openness = openness
    scene.agreement = scene.agreed("ordinary")  # type: ignore[attr-defined]
    scene.opened()
    scene.do(m.OpenItem(meeting=scene.at, item=scene.items[0]))
    scene.do(m.TakeNote(meeting=scene.at, item=scene.items[0], words="somebody's name"))
    return scene


def opening(scene: Scene, **more: Any) -> Command:
    said = next(fact.id for fact in scene.facts if isinstance(getattr(fact.event, "words", None), Sealed))
    given = {"event": said, "tier": 0, "decision": scene.agreement, "when": When("2026-03-01"), **more}  # type: ignore[attr-defined]
    return ChangeTier(group=scene.id, **given)


def opened() -> Scene:
    scene = behind_it()
    scene.do(opening(scene))
    return scene


HAPPENS: list[tuple[Given, When_, list[str]]] = [
    (agreed, keeping, ["PrivateDetailKept"]),
    (known, lambda s: keeping(s, "expenses"), ["PrivateDetailKept"]),
    (known, lambda s: p.GiveConsent(person=somebody(s), purpose="access", until="2040-01-01"), ["ConsentGiven"]),
    (agreed, lambda s: p.GiveConsent(person=somebody(s), purpose="access", until="2040-01-01"), ["ConsentGiven"]),
    (agreed, lambda s: p.WithdrawConsent(person=somebody(s), purpose="access"), ["ConsentWithdrawn"]),
    (known, asking, ["ErasureRequested"]),
    (lambda: answered("refused", reason="asked_before"), asking, ["ErasureRequested"]),
    (asked, answering, ["ErasureDecided"]),
    (asked, lambda s: answering(s, "partly_agreed", keep=(FINANCE,)), ["ErasureDecided"]),
    (asked, lambda s: answering(s, "refused", reason="legal_claims"), ["ErasureDecided"]),
    (of_a_member, lambda s: answering(s, mode="written_up"), ["ErasureDecided"]),
    (of_a_member, lambda s: answering(s, "refused", reason="legal_claims"), ["ErasureDecided"]),
    (noted, redacting, ["WordsRedacted"]),
    (noted, lambda s: EraseBody(event=s.facts[-1].id), ["BodyErased"]),
    (noted, narrowing, ["TierChanged"]),
    (behind_it, opening, ["TierChanged"]),
]

REFUSED: list[tuple[Given, When_, str, str]] = [
    (known, keeping, "in order", "not_agreed_to"),
    (answered, lambda s: keeping(s, "expenses"), "in order", "being_erased"),
    (Scene, lambda s: p.KeepPrivateDetail(person=NOBODY, purpose="expenses", words="x"), "unknown", "unknown_person"),
    (known, lambda s: p.GiveConsent(person=somebody(s), purpose="access", until="2020-01-01"), "in order",
     "kept_for_a_time"),
    (known, lambda s: p.GiveConsent(person=somebody(s), purpose="access", until="2040-02-30"), "in order",
     "impossible_date"),
    (Scene, lambda s: p.WithdrawConsent(person=NOBODY, purpose="access"), "unknown", "unknown_person"),
    (Scene, lambda s: p.RequestErasure(person=NOBODY), "unknown", "unknown_person"),
    (known, answering, "in order", "nothing_asked"),
    (answered, answering, "in order", "nothing_asked"),
    (of_oneself, answering, "in order", "nobody_answers_their_own"),
    (of_a_member, answering, "in order", "still_holds_a_seat"),
    (asked, lambda s: answering(s, "refused"), "in order", "refused_with_a_reason"),
    (asked, lambda s: answering(s, reason="legal_claims"), "in order", "refused_with_a_reason"),
    (asked, lambda s: answering(s, "partly_agreed"), "in order", "kept_with_a_reason"),
    (asked, lambda s: answering(s, keep=(FINANCE,)), "in order", "kept_with_a_reason"),
    (asked, lambda s: answering(s, "partly_agreed", keep=(FINANCE, FINANCE)), "in order", "one_answer_for_each"),
    (asked, lambda s: answering(s, "partly_agreed", keep=(p.Keep("expenses", "2020-01-01", "unpaid"),)), "in order",
     "kept_for_a_time"),
    (noted, lambda s: RedactWords(group=s.id, words=(NOBODY,), reason="private"), "unknown", "unknown_words"),
    (noted, lambda s: ChangeTier(group=s.id, event=NOBODY, tier=2), "unknown", "unknown_act"),
    (noted, lambda s: narrowing(s, 0), "in order", "no_decision_behind_it"),
    (opened, opening, "in order", "decision_used_already"),
    (lambda: behind_it(erased=True), opening, "in order", "erased_already"),
    (lambda: behind_it(shut=True), opening, "in order", "behind_closed_doors"),
    (lambda: behind_it(private=True), opening, "in order", "somebodys_own"),
    (lambda: behind_it(tier=3), opening, "in order", "somebodys_own"),
    (lambda: behind_it(topic="record.key_trusted"), opening, "in order", "others_go_by_it"),
    (noted, lambda s: EraseBody(event=NOBODY), "unknown", "unknown_act"),
    (noted, lambda s: EraseBody(event=s.facts[0].id), "in order", "others_rest_on_it"),
]  # fmt: skip

QUIET: list[tuple[Given, When_]] = [
    (agreed, lambda s: p.GiveConsent(person=somebody(s), purpose="access")),
    (asked, asking),
    (answered, asking),
    (noted, lambda s: narrowing(s, 1)),
    (
        lambda: _after(agreed(), lambda s: p.WithdrawConsent(person=somebody(s), purpose="access")),
        lambda s: p.WithdrawConsent(person=somebody(s), purpose="access"),
    ),
]

# Said again, an answer is refused; words and a body that are gone are told of where they are really taken away.
ENDED = {"decideErasure"}
ADDS = {"keepPrivateDetail", "redactWords", "eraseBody"}


def _after(scene: Scene, command: When_) -> Scene:
    scene.do(command(scene))
    return scene
