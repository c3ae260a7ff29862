"""A member of staff in a browser: signs in, opens pages, fills in their forms and sends them."""

from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tests.pages import filled
from tools.faults.scene import expect
from tools.faults.site import HOST

NAME, PASSWORD = "editor", "a-password-of-the-faults"
MAKE = (
    "from django.contrib.auth.models import User;"
    f"User.objects.create_superuser('{NAME}', password='{PASSWORD}', first_name='Edith', "
    "last_name='Roy')"
)


class Colleague:
    """Speaks to a Site as a proxy in front of it does: the site needs PROXIES=1, and
    TWO_FACTOR=no.
    """

    def __init__(self, site, make=True):
        self.site, self.cookies = site, {}
        if make:
            site.manage("shell", "--no-imports", "-c", MAKE)

    def sign_in(self):
        form = self.open("/admin/login/").page.first("form", id="login-form")
        answer = self.send(
            "/admin/login/",
            filled(form) | {"username": NAME, "password": PASSWORD, "next": "/admin/"},
        )
        expect(answer.status == 302, f"sign-in: {answer.status}")

    def open(self, path):
        return self._ask(path)

    def send(self, path, data):
        return self._ask(path, "POST", urlencode(data, doseq=True))

    def _ask(self, path, method="GET", body=None):
        headers = {
            "X-Forwarded-Proto": "https",
            "X-Forwarded-For": "192.0.2.1",
            "Origin": f"https://{HOST}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
        }
        answer = self.site.ask(path, method, body, **headers)
        for line in answer.headers.get_all("Set-Cookie", []) if answer.status else ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer
