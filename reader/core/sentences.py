"""Where sentences end, in French and English; in other languages by the rules of UAX 29.

A mark that may end a sentence is found first, with the quotes and brackets that close after it. It
does not end one if the text goes on in a small letter, or if the full stop belongs to the word
before it. Some words (`etc.`, `U.S.`, initials) may stand at an end or not: there the next words
decide, for a sentence seldom begins with a name, and often with an article or a pronoun.
"""

import re
from collections.abc import Container, Iterator

Range = tuple[int, int]

_SPACE = r"[ \xa0\u202f\u2009]"

_IN_PLANE_0 = (
    "\u0589\u061d-\u061f\u06d4\u0700-\u0702\u07f9\u0837\u0839\u083d\u083e\u0964\u0965\u104a\u104b"
    "\u1362\u1367\u1368\u166e\u1735\u1736\u17d4\u17d5\u1803\u1809\u1944\u1945\u1aa8-\u1aab\u1b4e"
    "\u1b4f\u1b5a\u1b5b\u1b5e\u1b5f\u1b7d-\u1b7f\u1c3b\u1c3c\u1c7e\u1c7f\u2cf9-\u2cfb\u2e3c\ua4ff"
    "\ua60e\ua60f\ua6f3\ua6f7\ua876\ua877\ua8ce\ua8cf\ua92f\ua9c8\ua9c9\uaa5d-\uaa5f\uaaf0\uaaf1"
    "\uabeb\u3002\ufe12\ufe15\ufe16\ufe52\ufe56\ufe57\uff01\uff0e\uff1f\uff61"
)
_IN_PLANE_1 = (
    "\U00010a56\U00010a57\U00010f55-\U00010f59\U00010f86-\U00010f89\U00011047\U00011048\U000110be-"
    "\U000110c1\U00011141-\U00011143\U000111c5\U000111c6\U000111cd\U000111de\U000111df\U00011238"
    "\U00011239\U0001123b\U0001123c\U000112a9\U0001144b\U0001144c\U000115c2\U000115c3\U000115c9-"
    "\U000115d7\U00011641\U00011642\U0001173c-\U0001173e\U00011944\U00011946\U00011a42\U00011a43"
    "\U00011a9b\U00011a9c\U00011c41\U00011c42\U00011ef7\U00011ef8\U00011f43\U00011f44\U00016a6e"
    "\U00016a6f\U00016af5\U00016b37\U00016b38\U00016b44\U00016e98\U0001bc9f\U0001da88"
)
_WITHOUT_SPACE = _IN_PLANE_0 + _IN_PLANE_1
"""What ends a sentence in other scripts than Latin, Greek and Cyrillic, also without a space after
it: what the property Sentence_Break of Unicode 15.1 names STerm or ATerm."""

_LATIN = ".!?…‼‽⁇⁈⁉"
_MARKS = _LATIN + _WITHOUT_SPACE
_FIRST = _LATIN + _IN_PLANE_0 + "\U00010a56-\U0001da88"
"""A set that holds all marks and is found quickly: its part beyond plane 0 is one range."""

_FOOTNOTE = (
    r"\[[^][\n]{1,24}\](?:\ ?\[\d{1,3}\])*|[⁰¹²³⁴-⁹*†‡]+"
    r"|(?:(?<=[^\W\d_][^\W\d_]\.)|(?<=[)»”’\"]\.)|(?<=[»”’\"]))\d{1,2}(?:[,–-]\d{1,2})*(?=\s|\Z)"
)
"""What leads to one: `[12]`, `[note 1]`; the last where superscript figures have come down to the
line."""

_FACES = (
    r"(?:[\u263a\u2764\U0001f389\U0001f44a-\U0001f44f\U0001f493-\U0001f49f\U0001f4aa\U0001f525"
    r"\U0001f600-\U0001f64f\U0001f90c-\U0001f93a\U0001f970-\U0001f97a]"
    r"[\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]*+)++"
)
"""Faces, hands and hearts: they are of the sentence that they follow, as 👉 and ✅ are not."""

_candidate = re.compile(
    rf"""
    [{_FIRST}—–]
    (?: (?<=[{_MARKS}]) (?<![(\[{_MARKS}].)               # neither […] nor (?)
        (?: [{_MARKS}]*+ (?:{_SPACE}*+[!?…]++)*+         # French sets a space before ? and !
            (?:\ (?:\.(?![^\W_]))++)*+                          # . . .
            (?: [)\]}}”’"'´›»“«‘‹] | {_SPACE}+[»›](?!\w) # what closes after it, also in German
              | {_FOOTNOTE} | {_SPACE}*+{_FACES} )*+
            (?=\s|\Z)
          | (?: [{_LATIN}]*+ [{_WITHOUT_SPACE}]++ | (?<=[{_WITHOUT_SPACE}]) ) [!?…]*+
            [」』）】》〉”’"')]*+ (?!(?<=．)\d) )
      | (?<=[—–]) [”’"'´]++ (?=\s) )                     # “I only—”
    """,
    re.VERBOSE | re.DOTALL,
)
_lone_stop = re.compile(rf"\.(?!\ ?[{_MARKS}])")
_closing_quote = re.compile(r"[”’\"'´›»“«」』]")

_opening = re.compile(
    r"(?:\[(?:…|\.\.\.)\]|\((?:…|\.\.\.)\)|…|\.\.\.|[\s«»“„‘‚‹\"'(\[{¿¡—–*•-]){0,12}"
)
_small_start = re.compile(r"[a-z]{1,5}[A-Z]|[a-z]\)")
"""How a sentence begins with a small letter: `iPhone`, `b) Second point`."""
_attribution = re.compile(
    r"(?!(?:He|She|It|We|You|They)\ )(?:[A-Z][\w’'-]*\.?\ ){1,3}"
    r"(?:said|asked|replied|answered|cried|shouted|whispered|exclaimed|added|continued|murmured"
    r"|muttered|called|demanded|inquired|repeated|snapped|sighed|went\ on)\b(?!\ that\b)"
    r"|[\u4e00-\u9fff]{1,4}[说說问問道答喊叫][，。！？…]|って|と(?![てこにもりき])"
)
"""`“Really?” John asked.` is one sentence; so is `「本当に？」と聞いた。`."""

_word_before = re.compile(r"(?:\w['’](?=(?:ll|t)\Z))?[^\W_]+(?:[.-]+[^\W_]+)*\Z")
"""With the letter before it that shows that `t` and `ll`, in `don’t` and `I’ll`, are not short for
`tome` and `lignes`."""
_LONGEST_WORD = 24
_LONGEST_ARTICLE = 6
_LONGEST_TITLE = 32
_LONGEST_LEAD = 8
"""Characters of the quotes, brackets and dashes before the first word of a sentence."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_before_name = _listed(
    "M MM Mme Mmes Mlle Mlles Mgr Dr Drs Pr Prof Mr Mrs Ms Messrs Mx Gen Gov Sen Rep Rev Hon Asst "
    "Capt Cpt Col Lt Sgt Cmdr Adm Maj Pres Supt Fr Assoc bd blvd "
    "MR MRS MS DR PROF REV GEN CAPT COL LT SGT MME MLLE "
    "Sra Srta Sres sr sra srta EE Lic Ing Hr Hrn Mio Mrd Std Dott dott Avv проф акад ул им"
)
_leading = _listed(
    "cf vs viz e.g i.e c.-à-d env approx ca av apr tél réf resp adj dir éds v sig bzw inkl vgl sog"
)
_never = (
    _before_name | _leading | {word[0].upper() + word[1:] for word in _leading if len(word) > 1}
)
"""Titles, and what leads to what follows: after these a full stop never ends a sentence."""

_before_number = _listed("p pp n vol vols t chap ch tabl abb l ll f fol ff vv liv pl c")
_before_figure = _listed(
    "no nos eq eqs art arts fig figs al éd ed sec sect col v ex par rééd op cat rs str nr ft "
    "jan janv feb févr fév mar apr avr jun jul juil juill aug sep sept oct nov dec déc "
    "P N T V F L R D"
)
"""After these it ends none where a number follows. The second are words too, or names of things,
after which a single `I`, `V` or `X` is no number: “No. I left.”"""

_either = _listed(
    "Inc Ltd Co Corp Cie Jr Sr Bros St Ste Ave Blvd Bd Rd Mt Ft al Ed Éd Ph.D Me Mon Tue Wed Thu "
    "Fri Sat Sun"
)
"""After these the next words decide, as after initials and `U.S.`."""

_initial = re.compile(r"(?:[^\W\d_]|Chr)\.")
"""Of two single letters in a row neither ends a sentence: `z. B.`, `J. R. R. Tolkien`."""

_figure = re.compile(r"\d|[A-Z]\.\ ?\d|(?!MM\b)[IVXLCDM]{2,}(?![\w'’])")
_number = re.compile(rf"{_figure.pattern}|[IVX](?![\w.'’])")
_time = re.compile(r"(?:At|By|Around|About|Before|After|Until|From)\ [\d:.]{1,5}\ ?")
"""What a sentence is not, with `a.m.` or `p.m.` after it."""
_zone = re.compile(
    r"(?:Eastern|Central|Mountain|Pacific|[A-Z]{2,4}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"
)
_before_ordinal = re.compile(r"\b(?:[Ii]m|[Dd]e[rmn]|[Dd]as|[Dd]ie|[Vv]om|[Zz]u[mr]|[Bb]eim) \Z")
_after_ordinal = re.compile(
    r"(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Jahrhunderts?)\b"
)
"""In German, where a figure with a stop is an ordinal: `im 6. Stock`, `am 3. Oktober`."""
_heading = frozenset({"P.S", "P.-S", "N.B"})
"""Before a sentence of which they are."""

_acronym = re.compile(r"[^\W\d_]{1,2}(?:\.-?[^\W\d_]{1,2})+")
_fresh_phrase = re.compile(
    r"[LD]['’](?=[a-zà-öø-ÿœ])|(?:La|Le|Du|De)\s+(?=[a-zà-öø-ÿœ\d«“\"])"  # not La Fontaine
    r"|(?:[JCSNMT]|Qu|Lorsqu|Puisqu|Jusqu|Aujourd)['’]|(?:A|Est|Était|Avait|Peut)-(?=[a-zê])"
    r"|M(?:rs?|s|mes?|lles?)\.?\ |Dr\.?\ |MM?\.\ "
)
_fresh_word = re.compile(r"[^\W\d_]++(?![\w.-])")
_fresh_words = _listed(
    "Les Un Une Des Au Aux Il Ils Elle Elles On Nous Vous Je Tu Moi Toi Lui Eux Ce Cet Cette Ces "
    "Cela Ça Celle Celles Celui Ceux Son Sa Ses Leur Leurs Mon Ma Mes Notre Nos Votre Vos Qui Que "
    "Quel Quelle Personne Rien Aucun Aucune Tout Tous Toute Toutes Chaque Certains Plusieurs "
    "Quelque Quelques Beaucoup Autant Mais Et Ou Or Donc Car Si Quand Lorsque Comme Alors Puis "
    "Ensuite Enfin Ainsi Cependant Toutefois Pourtant Néanmoins Aussi Encore Déjà Hier Demain "
    "Jamais Plus Trop Très Comment Pourquoi Où Ici Là Ne Pas Oui Non Voici Voilà Pour Par Dans En "
    "À Sur Sous Avec Sans Après Avant Depuis Dès Selon Malgré Contre Entre Vers Chez Durant "
    "Pendant Parmi Quant "
    "The A An It He She They We You I This That These Those There One His Her Its Their Our My "
    "Your What Who Why How Where Which Some Many Most All Each Every Both Such No Nobody Nothing "
    "Everyone Everything Someone Something Two Three Hundreds Thousands Millions But And So If "
    "When While Since Until Although Though Because However Therefore Thus Hence Moreover "
    "Meanwhile Instead Indeed Also Only Even Still Yet Once Not Never Now Then Here Today "
    "Yesterday Tomorrow Yes Well Perhaps Maybe Please See Let After Before In At By For From With "
    "Without As To During Through Despite According Is Are Was Were Do Does Did Has Have Had Can "
    "Could Would Should"
)
"""How a sentence begins, and a name does not."""


def sentences(text: str, code: Container[int] = ()) -> list[Range]:
    """The sentences of one paragraph, in order, without the spaces between them.

    Where code begins, a sentence may begin with a small letter.
    """
    return list(walk(text, code))


def walk(text: str, code: Container[int] = ()) -> Iterator[Range]:
    """The same, found as they are asked for."""
    start = _skip_spaces(text, 0)
    for match in _candidate.finditer(text):
        if match.start() >= start and _ends_sentence(text, start, match, code):
            yield start, match.end()
            start = _skip_spaces(text, match.end())
    end = len(text.rstrip())
    if start < end:
        yield start, end


_spaces = re.compile(r"\s*")


def _skip_spaces(text: str, offset: int) -> int:
    match = _spaces.match(text, offset)
    return match.end() if match else offset


def _ends_sentence(text: str, start: int, candidate: re.Match[str], code: Container[int]) -> bool:
    """Whether the sentence that began at `start` ends with this mark."""
    mark = candidate.start()
    opening = _opening.match(text, candidate.end())
    following = opening.end() if opening else candidate.end()
    character = text[following : following + 1]
    if not character:
        return True
    if character in ",;:)]}!?.%”’、，；：":
        return False
    if character.islower() and not (following in code or _small_start.match(text, following)):
        return False
    if _lone_stop.match(text, mark):
        return _stop_ends_sentence(text, start, mark, following)
    title = max(start, mark - _LONGEST_TITLE)
    if text.rfind("《", title, mark) > text.rfind("》", title, mark):
        return False
    return not (_closing_quote.search(candidate[0]) and _attribution.match(text, following))


def _stop_ends_sentence(text: str, start: int, stop: int, following: int) -> bool:
    """Whether a full stop is one, and does not belong to the word before it."""
    before = _word_before.search(text, max(start, stop - _LONGEST_WORD), stop)
    if before is None or text.endswith(("°", "&"), start, before.start()):
        return True  # 8 °C, R&D
    word = before[0]
    lead = text[start : min(start + _LONGEST_LEAD, before.start())]
    is_all = len(lead) < _LONGEST_LEAD and not lead.strip("«“‘\"'([—–-•⁃§ \xa0\u202f")
    if is_all and (word.isdigit() or len(word) == 1 or _is_roman(word) or word in _heading):
        return False  # 1. Introduction
    if word.isdigit():
        article = max(start, before.start() - _LONGEST_ARTICLE)
        return not (
            _before_ordinal.search(text, article, before.start())
            or _after_ordinal.match(text, following)
        )
    if word in _never or (word == "ex" and text.endswith(("p. ", "par ", "("), 0, before.start())):
        return False
    if _leads_to_number(word, text, stop + 1) or _leads_to_number(word, text, following):
        return False
    if len(word) == 1 and _initial.match(text, following):
        return False
    if word.casefold() in ("a.m", "p.m"):
        is_all = _time.fullmatch(text, start, before.start()) is not None
        return not is_all and _zone.match(text, following) is None
    if word in _either or _acronym.fullmatch(word) or (len(word) == 1 and word.isupper()):
        return _is_fresh(text, following)
    return True


def _is_fresh(text: str, offset: int) -> bool:
    """Whether what stands there begins a sentence, and no name."""
    word = _fresh_word.match(text, offset)
    return (word is not None and word[0] in _fresh_words) or bool(_fresh_phrase.match(text, offset))


def _leads_to_number(word: str, text: str, offset: int) -> bool:
    """Whether a word is one that is shortened before a number, and one stands there."""
    if len(word) > 1:
        word = word.lower()
    return (word in _before_number and _number.match(text, offset) is not None) or (
        word in _before_figure and _figure.match(text, offset) is not None
    )


def _is_roman(word: str) -> bool:
    return not word.strip("IVXLCDM")
