"""Where sentences end, in French and English; in other languages by the rules of UAX 29.

A mark that may end a sentence is found first, with the quotes and brackets that close after it. It
does not end one if the text goes on in a small letter, or if the full stop belongs to the word
before it. Some words (`etc.`, `U.S.`, initials) may stand at an end or not: there the next words
decide, for a sentence seldom begins with a name, and often with an article or a pronoun.
"""

import re

Range = tuple[int, int]

_SPACE = r"[ \xa0\u202f\u2009]"

_candidate = re.compile(
    rf"""
    (?<![(\[])                                      # neither […] nor (?)
    [.!?…‽؟۔।॥։።]+ (?:{_SPACE}*[!?…]+)*             # French sets a space before ? and !
    (?: [)\]}}”’"'›»] | {_SPACE}+[»›](?!\w)          # what closes after it
      | \[\d{{1,3}}\] | [⁰¹²³⁴-⁹]+ )*                # the number of a footnote
    (?=\s|\Z)
    | [。！？｡]+ [」』）】》〉”’]*
    """,
    re.VERBOSE,
)
_marks = re.compile(r"[.!?…‽؟۔।॥։።。！？｡]+")
_closing_quote = re.compile(r"[”’\"'›»」』]")

_opening = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\.|[\s«»“„‘‚‹\"'(\[{¿¡—–*•-]){0,12}"
)
_camel_case = re.compile(r"[a-z]{1,2}[A-Z]")
_attribution = re.compile(
    r"(?:[A-Z][\w’'-]*\.?\ ){1,3}"
    r"(?:said|asked|replied|answered|cried|shouted|whispered|exclaimed|added|continued|murmured"
    r"|muttered|called|demanded|inquired|repeated|snapped|sighed|went\ on)\b"
)
"""`“Really?” John asked.` is one sentence."""

_word_before = re.compile(r"[^\W_]+(?:[.-]+[^\W_]+)*\Z")
_LONGEST_WORD = 24
_LONGEST_LEAD = 8
"""Characters of the quotes, brackets and dashes before the first word of a sentence."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_never = _listed(
    "M MM Mme Mmes Mlle Mlles Mgr Me Dr Drs Pr Prof Mr Mrs Ms Messrs Mx Gen Gov Sen Rep Rev Hon "
    "Capt Cpt Col Lt Sgt Cmdr Adm Maj Pres Supt Fr "
    "cf Cf vs Vs viz e.g E.g i.e I.e c.-à-d C.-à-d env approx ca av apr tél Tél "
    "réf Réf resp adj dir éds"
)
"""Titles, and what leads to what follows: after these a full stop never ends a sentence."""

_before_number = _listed(
    "p pp n no nos vol vols t art arts chap ch fig figs éd ed sec sect l ll col f fol ff v vv ex "
    "pl liv par rééd op cat jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc"
)
"""After these it ends none where a number follows; in any case."""

_either = _listed(
    "Inc Ltd Co Corp Cie Jr Sr Bros St Ste Ave Blvd Bd Rd Mt Ft al Ed Éd Ph.D Mon Tue Wed Thu Fri "
    "Sat Sun"
)
"""After these the next words decide, as after initials and `U.S.`."""

_number = re.compile(r"\d|[IVXLCDM]+\b(?!['’])")
_zone = re.compile(r"(?:Eastern|Central|Mountain|Pacific|[A-Z]{2,4})\b")

_acronym = re.compile(r"[^\W\d_]{1,2}(?:[.-]+[^\W\d_]{1,2})+")
_fresh_start = re.compile(
    r"(?:[LD]['’](?=[a-zà-öø-ÿœ])|(?:La|Le|Du|De)\s+(?=[a-zà-öø-ÿœ\d«“\"])"  # not La Fontaine
    r"|(?:[JCSNMT]|Qu|Lorsqu|Puisqu|Jusqu|Aujourd)['’]"
    r"|(?:Les|Une?|Des|Ils?|Elles?|On|Nous|Vous|Je|Tu|Cet?|Cette|Ces|Cela|Ça|Mais|Et|Ou|Or|Donc|Car"
    r"|Si|Quand|Lorsque|Alors|Puis|Ensuite|Enfin|Ainsi|Pour|Par|Dans|En|Sur|Sous|Avec|Sans|Après"
    r"|Avant|Depuis|Selon|Son|Sa|Ses|Leurs?|Mon|Ma|Mes|Notre|Nos|Votre|Vos|Qui|Que|Quel|Quelle"
    r"|Comment|Pourquoi|Où|Aux?|À|Tout|Tous|Toutes?|Comme|Pendant|Chaque|Certains|Plusieurs|Parmi"
    r"|Cependant|Toutefois|Pourtant|Ici|Là|Ne|Pas|Rien|Voici|Voilà"
    r"|The|An?|It|He|She|They|We|You|I|This|That|These|Those|There|But|And|So|If|When|While|After"
    r"|Before|Since|In|At|By|For|From|With|Without|As|To|His|Her|Its|Their|Our|My|Your|What|Who"
    r"|Why|How|Where|Which|Some|Many|Most|All|No|Not|Now|Then|Here|However|Although|Because|One"
    r"|Once|Only|Such|Each|Every|Both|Even|Still|Yet)(?![\w.-]))"
)
"""How a sentence begins, and a name does not."""


def sentences(text: str) -> list[Range]:
    """The sentences of one paragraph, in order, without the spaces between them."""
    found: list[Range] = []
    start = _skip_spaces(text, 0)
    for match in _candidate.finditer(text):
        if match.start() >= start and _ends_sentence(text, start, match):
            found.append((start, match.end()))
            start = _skip_spaces(text, match.end())
    end = len(text.rstrip())
    if start < end:
        found.append((start, end))
    return found


_spaces = re.compile(r"\s*")


def _skip_spaces(text: str, offset: int) -> int:
    match = _spaces.match(text, offset)
    return match.end() if match else offset


def _ends_sentence(text: str, start: int, candidate: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with this mark."""
    marks = _marks.match(text, candidate.start())
    opening = _opening.match(text, candidate.end())
    if marks is None or opening is None:
        return False
    following = opening.end()
    character = text[following : following + 1]
    if not character:
        return True
    if character in ",;:)]}!?.%”’":
        return False
    ended_by_stop = marks[0] == "."
    if character.islower() and not _camel_case.match(text, following):
        return False
    closing = candidate[0][len(marks[0]) :]
    if _closing_quote.search(closing) and _attribution.match(text, following):
        return False
    return not ended_by_stop or _stop_ends_sentence(text, start, candidate.start(), following)


def _stop_ends_sentence(text: str, start: int, stop: int, following: int) -> bool:
    """Whether a full stop is one, and does not belong to the word before it."""
    before = _word_before.search(text, max(start, stop - _LONGEST_WORD), stop)
    if before is None:
        return True
    word = before[0]
    lead = text[start : min(start + _LONGEST_LEAD, before.start())]
    is_all = len(lead) < _LONGEST_LEAD and not lead.strip("«“‘\"'([— \xa0\u202f")
    if is_all and (word.isdigit() or len(word) == 1 or _is_roman(word)):
        return False  # 1. Introduction
    if word in _never or (word == "ex" and text.endswith(("p. ", "par "), 0, before.start())):
        return False
    if word.lower() in _before_number and _number.match(text, following):
        return False
    if word.casefold() in ("a.m", "p.m"):
        return _zone.match(text, following) is None
    if word in _either or _acronym.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return _fresh_start.match(text, following) is not None
    return True


def _is_roman(word: str) -> bool:
    return not word.strip("IVXLCDM")
