import threading

from publishing.staff.passwords import Passwords


def test_a_password_fits_only_its_own_hash() -> None:
    passwords = Passwords()
    kept = passwords.hash("a-long-password")

    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert passwords.fits("a-long-password", kept)
    assert not passwords.fits("another", kept)
    assert not passwords.fits("a-long-password", "not a hash")
    assert not passwords.fits("a-long-password", None)


def test_many_at_once_are_all_answered() -> None:
    passwords = Passwords()
    kept = passwords.hash("a-long-password")
    answers: list[bool] = []
    threads = [
        threading.Thread(
            target=lambda: answers.append(passwords.fits("a-long-password", kept))
        )
        for _ in range(8)
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [True] * 8
