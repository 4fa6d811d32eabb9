"""What a domain expert says of a kind of situation: the words people use, and how it sounds when told."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words and phrases by how surely they point to one kind: `strong` nearly alone, `hint` only along."""

    strong: tuple[str, ...] = ()
    clear: tuple[str, ...] = ()
    hint: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of joint situation (GIPZ report, tables 1-3), as far as recognising it goes.

    `traits` places it on the axes of the cues: direction, setting, timing, speaker; an axis on which the
    kind takes no place is absent. `against` are words that speak for another kind.
    """

    id: str
    lexicon: Lexicon
    examples: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    traits: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase that places a text on an axis: who asks whom, inside or outside, before or after."""

    axis: str
    value: str
    phrase: str
