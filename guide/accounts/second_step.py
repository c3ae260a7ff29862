"""The second step of signing in: a code from the person's phone, or one of ten recovery codes."""

from base64 import b32encode

import segno
from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from guide.lib.text import typed

RECOVERY_CODES = 10


def is_done(user):
    """Whether whoever is signed in here may work at the desk: the step was taken, or is asked of
    nobody.
    """
    return user.is_verified() or not (settings.TWO_FACTOR or has_phone(user))


def has_phone(user):
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def new_phone(user):
    """A phone that is being set up: the same until its first right code."""
    phones = TOTPDevice.objects
    phone, _new = phones.get_or_create(user=user, confirmed=False, defaults={"name": "phone"})
    return phone


def secret(phone):
    """For those who cannot photograph the code: groups of four to type in."""
    text = b32encode(phone.bin_key).decode()
    groups = [text[place : place + 4] for place in range(0, len(text), 4)]
    return " ".join(groups)


def picture(phone):
    """The QR code to photograph, as a data: address."""
    code = segno.make(phone.config_url, error="m")
    return code.svg_data_uri(scale=5, border=4, dark="#000", light="#fff")


def confirm_phone(user, code):
    """The new phone if its first code is right, in place of any earlier one; None otherwise."""
    with transaction.atomic():
        phone = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if not (phone and phone.verify_token(_tidy(code))):
            return None
        TOTPDevice.objects.filter(user=user, confirmed=True).delete()
        phone.confirmed = True
        phone.save()
        return phone


def check_code(user, code):
    """The device that accepts this code, or None.

    Each code works once; wrong ones make the next wait longer.
    """
    code = _tidy(code)
    model = TOTPDevice if code.isdigit() else StaticDevice
    with transaction.atomic():
        for device in model.objects.select_for_update().filter(user=user, confirmed=True):
            if device.verify_token(code):
                return device
    return None


def new_recovery_codes(user):
    """Ten codes in place of all earlier ones. Shown once, since nobody can look them up later."""
    with transaction.atomic():
        StaticDevice.objects.filter(user=user).delete()
        device = StaticDevice.objects.create(user=user, name="recovery codes")
        codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
        tokens = [StaticToken(device=device, token=code) for code in codes]
        StaticToken.objects.bulk_create(tokens)
    return [f"{code[:4]}-{code[4:]}" for code in codes]


def recovery_codes_left(user):
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def forget_second_step(user):
    """For a lost phone: the person sets up a new one at the next sign-in."""
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _tidy(code):
    """The code without the spaces and hyphens that people put between its groups."""
    characters = typed(code[:60]).replace(" ", "").replace("-", "")
    return characters.lower()[:16]
