"""The one error that a user is shown as a message; every other exception is a bug and must look like one."""


class UserError(Exception):
    """Something that the user can mend: what went wrong, where, and what to do about it.

    Faces print `title` and `hint` and exit with 2; they catch nothing else.
    """

    def __init__(self, title: str, hint: str = "", *, where: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.hint = hint
        self.where = where

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.title}{place}" + (f"\n  {self.hint}" if self.hint else "")
