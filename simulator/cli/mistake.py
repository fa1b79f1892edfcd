"""What the user got wrong, in one sentence, and the exit code that it ends with."""


class Mistake(Exception):
    def __init__(self, sentence: str, code: int = 1) -> None:
        self.code = code
        super().__init__(sentence)
