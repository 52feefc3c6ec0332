"""No meeting is told of what comes after it, written up either (R-WR9, R-AC2)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from governance.kernel import Rejected, When
from tests.governance.commands import notice, resolutions
from tests.spec import DAY

BEFORE = When(DAY, "14:10")


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_of_a_question_in_writing_that_was_closed_later(mode: Any) -> None:
    scene = resolutions.meeting_after_closing()
    asked = resolutions.resolution(scene)
    later = msgspec.structs.replace(scene.outliving[asked].closed_at, local=f"{DAY}T14:30+00:00", precision="minute")
    scene.outliving[asked] = msgspec.structs.replace(scene.outliving[asked], closed_at=later)
    with pytest.raises(Rejected, match="R-WR9: told_before_it_happened"):
        scene.do(msgspec.structs.replace(resolutions.reporting(scene), when=BEFORE, mode=mode))


@pytest.mark.parametrize("mode", ["live", "written_up"])
def test_of_an_action_that_was_agreed_later(mode: Any) -> None:
    scene = notice.taken_on()
    act = notice.raising(scene)
    kept = scene.outliving[act.action]
    later = msgspec.structs.replace(kept.agreed, local="2026-03-11T14:00+00:00")
    scene.outliving[act.action] = msgspec.structs.replace(kept, agreed=later)
    with pytest.raises(Rejected, match="R-AC2: told_before_it_happened"):
        scene.do(msgspec.structs.replace(act, when=When("2026-03-10", "14:30"), mode=mode))
