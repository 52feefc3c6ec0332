"""What may be asked about what is private: to keep it, to agree to it, to have it erased, to decide on that."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

import msgspec

from governance.kernel import Command, Date, PersonId, Power, PrivatePurpose
from governance.organisation.privacy_events import KeptFor, Outcome, Refusal

Detail = Annotated[str, msgspec.Meta(min_length=1, max_length=2000)]


class KeepPrivateDetail(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Keep something private about somebody: an access need, an expense claim, their entry in the signature register.

    Access needs are kept only while the person agrees.
    """

    do: ClassVar[str] = "keepPrivateDetail"
    power: ClassVar[Power] = "office"

    person: PersonId
    purpose: Literal["access", "expenses", "signature"]
    words: Detail


class GiveConsent(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Agree that what is private is kept for a purpose, for good or until a day: the person, or an officer for them."""

    do: ClassVar[str] = "giveConsent"
    power: ClassVar[Power] = "office"

    person: PersonId
    purpose: PrivatePurpose
    until: Date | None = None


class WithdrawConsent(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Agree no longer: what is kept for the purpose is destroyed the next time that is done."""

    do: ClassVar[str] = "withdrawConsent"
    power: ClassVar[Power] = "office"

    person: PersonId
    purpose: PrivatePurpose


class RequestErasure(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Ask that what is private is erased: the person themselves, or an officer they told, by `channel`.

    It may be asked for in any way, by word of mouth too. It is answered within one month.
    """

    do: ClassVar[str] = "requestErasure"
    power: ClassVar[Power] = "office"

    person: PersonId


class Keep(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A purpose that is kept all the same, until which day and why."""

    purpose: PrivatePurpose
    until: Date
    reason: KeptFor


class DecideErasure(Command, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Answer somebody who asked to be erased: all, all but some purposes with the reason, or nothing with the reason.

    Nobody answers their own request.
    """

    do: ClassVar[str] = "decideErasure"
    power: ClassVar[Power] = "office"

    person: PersonId
    outcome: Outcome
    keep: tuple[Keep, ...] = ()
    reason: Refusal | None = None


PrivacyCommand = KeepPrivateDetail | GiveConsent | WithdrawConsent | RequestErasure | DecideErasure
