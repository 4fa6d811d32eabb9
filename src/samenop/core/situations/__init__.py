"""Which of the 37 kinds of joint situation does a text speak of, and on which words does that rest? (A3)"""

from samenop.core.situations.kinds import Cue, Kind, Lexicon
from samenop.core.situations.model import SituationModel, build_model
from samenop.core.situations.suggestion import Suggestion, suggest

__all__ = ["Cue", "Kind", "Lexicon", "SituationModel", "Suggestion", "build_model", "suggest"]
