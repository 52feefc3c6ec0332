"""The letters we send by e-mail, in plain words. No names: a mailbox may be read by others."""

from __future__ import annotations

import msgspec

from api.pages.language import gettext as _


class Letter(msgspec.Struct, frozen=True):
    """A plain text letter."""

    subject: str
    text: str


def link(address: str, code: str) -> Letter:
    """A link to sign in, and the same as a code."""
    return Letter(
        _("Your link to sign in"),
        _(
            "Somebody, most likely you, asked to sign in to the minute book.\n\n"
            "To sign in, open this page and choose Continue:\n\n%(address)s\n\n"
            "Or type this code on the page where you asked:\n\n"
            "%(code)s\n\n"
            "Link and code work once, for 15 minutes.\n"
            "Never tell the code to anybody, whoever they say they are.\n"
            "If you did not ask, you need not do anything: nobody gets in without this e-mail.\n"
        )
        % {"address": address, "code": code},
    )


def codes_printed() -> Letter:
    """Word that sign-in codes were printed for somebody."""
    return Letter(
        _("Sign-in codes were printed for you"),
        _(
            "An officer of your group printed codes with which you can sign in to the minute book.\n\n"
            "If you did not expect that, speak to your secretary.\n"
            "You can see where you are signed in, and sign out everywhere, on the page Your devices.\n"
        ),
    )
