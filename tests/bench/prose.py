"""Prose to be edited and searched: the same at every run, in two languages and six scripts.

Sentences follow patterns of their language, and words are drawn as often as their rank says (Zipf),
so that short passages recur as they do in books, and long ones do not.
"""

import random
from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

FRENCH: Mapping[str, str] = {
    "D": "la une cette sa ma leur notre chaque quelque votre",
    "N": "maison rivière lumière question femme voix nuit œuvre forêt lettre fenêtre ville journée"
    " chambre route idée mémoire guerre fête école pensée rumeur montagne colère promesse porte"
    " musique révolution église pierre main langue saison mer étoile sœur machine forme erreur"
    " île fatigue bouche valise façade préférence herbe cuisine douleur solitude bibliothèque",
    "A": "ancienne petite claire étrange dernière longue profonde première véritable lourde froide"
    " française secrète légère grande triste inquiète neuve entière douce immobile célèbre naïve",
    "V": "traversait regardait oubliait cherchait révélait attendait inventait gardait répétait"
    " croyait perdait espérait entendait préférait quittait achevait craignait rappelait éclairait"
    " transformait défendait décrivait imaginait exigeait",
    "P": "dans sur avec sans vers pour contre sous depuis derrière pendant après",
    "C": "et mais car puis où tandis que lorsque parce que pourtant ainsi",
    "S": "elle il on Marie l’homme Pierre personne chacun M. Dupont Mme Arnoux l’enfant",
    "E": "jamais encore aujourd’hui peut-être longtemps partout déjà souvent d’abord en vain",
}
ENGLISH: Mapping[str, str] = {
    "D": "the a this her my their our every some your",
    "N": "house river light question woman voice night work forest letter window town morning room"
    " road thought memory war garden school rumour mountain anger promise door music revolution"
    " church stone hand language season sea star sister machine shape mistake island weariness"
    " mouth suitcase habit preference grass kitchen sorrow solitude library neighbour weather",
    "A": "old little clear strange last long deep first true heavy cold English secret slight great"
    " sad uneasy new whole gentle motionless famous naive half-forgotten well-known",
    "V": "crossed watched forgot sought revealed awaited invented kept repeated believed lost hoped"
    " heard preferred left finished feared recalled lit transformed defended described imagined",
    "P": "in on with without towards for against under since behind during after",
    "C": "and but for then where while when because yet so",
    "S": "she he one Mary nobody everyone Mr. Darcy Mrs. Bennet the child it I",
    "E": "never still today perhaps long everywhere already often at first in vain",
}
PATTERNS = (
    "S V D A N", "S V D N P D N", "D N V D A N", "D A N V P D N E", "E S V D N", "S V E P D A N",
    "D N P D N V D N", "P D A N S V D N C S V", "S V C D N V D A N", "C D N V E",
)  # fmt: skip
TURNS = (
    "{0}. {1}.", "{0}, {1}.", "{0}; {1}.", "{0} — {1}.", "«\xa0{0}\xa0», {1}.", "“{0},” {1}.",
    "{0}: {1}…", "{0}? {1}!", "{0}, 'tis so: {1}.", "{0} (1{2}). {1}.",
)  # fmt: skip

SCRIPTS: Mapping[str, str] = {
    "Latin": "Übung Żółw Straße příliš ağaç İstanbul sjá þögn œuvre naïveté"
    " coöperate fjörður mañana città ngữ tiếng Việt được łąka čaj ärgern",
    "Cyrillic": "война мир человек дорога письмо старый новый город ёлка чей этот когда потом"
    " сказал видел думал большой Россия й своей Київ їжак ночь утро",
    "Han": "天 地 玄 黄 宇 宙 洪 荒 日 月 盈 昃 辰 宿 列 张 寒 来 暑 往 秋 收 冬 藏"
    " 闰 余 成 岁 律 吕 调 阳 云 腾 致 雨 露 结 为 霜 金 生 丽 水 玉 出 昆 冈 かな カナ が ペ 國",
    "Arabic": "كتاب مدينة طريق بيت كبير صغير قال رأى ثم الذي في على مع السلام رسالة لغة قديم يوم"
    " كَتَبَ مُعَلِّم ليلة بحر نجم",
    "Devanagari": "किताब नगर रास्ता घर बड़ा छोटा कहा देखा फिर जो में पर साथ शांति चिट्ठी भाषा पुराना"
    " दिन क्षत्रिय ज्ञान रात समुद्र हिन्दी",
    "Emoji": "👩‍👩‍👧 👍🏽 🇫🇷 🏳️‍🌈 ❤️ 😀 book 🐈‍⬛ tea 👨🏿‍🚀 night 🇯🇵 ok"
    " 🧑‍🤝‍🧑 yes 1️⃣ sea ✍🏻 road ☕ day 👁️‍🗨️",
}
"""Words of scripts, in which case, marks, joiners, or characters without spaces matter."""
WITHOUT_SPACES = frozenset({"Han"})


class Language(NamedTuple):
    """Words by the letter that patterns have for them, with the sums of how often they come."""

    words: Mapping[str, tuple[list[str], list[float]]]


def language(table: Mapping[str, str]) -> Language:
    """A language from its table."""
    return Language({letter: _ranked(words) for letter, words in table.items()})


def book(table: Mapping[str, str], characters: int, seed: int) -> str:
    """Paragraphs of a language, a newline between them, of so many characters or a few more."""
    chance, spoken = random.Random(seed), language(table)
    paragraphs: list[str] = []
    size = 0
    while size < characters:
        paragraphs.append(paragraph(spoken, chance))
        size += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def paragraph(spoken: Language, chance: random.Random) -> str:
    """Between three and nine sentences, two and two."""
    return " ".join(
        chance.choice(TURNS).format(
            _clause(spoken, chance), _clause(spoken, chance), chance.randint(400, 999)
        )
        for _ in range(chance.randint(3, 6))
    )


def text_in(script: str, characters: int, seed: int) -> str:
    """Paragraphs in a script."""
    chance = random.Random(seed)
    words, weights = _ranked(SCRIPTS[script])
    space = "" if script in WITHOUT_SPACES else " "
    stop = "。" if script in WITHOUT_SPACES else ". "
    paragraphs: list[str] = []
    size = 0
    while size < characters:
        sentences = [
            space.join(chance.choices(words, cum_weights=weights, k=chance.randint(6, 16)))
            for _ in range(chance.randint(6, 12))
        ]
        paragraphs.append(stop.join(sentences) + stop.strip())
        size += len(paragraphs[-1]) + 1
    return "\n".join(paragraphs)


def _clause(spoken: Language, chance: random.Random) -> str:
    words = [
        chance.choices(spoken.words[letter][0], cum_weights=spoken.words[letter][1])[0]
        for letter in chance.choice(PATTERNS).split()
    ]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def _ranked(words: str) -> tuple[list[str], list[float]]:
    listed = words.split()
    return listed, list(accumulate(1 / (rank + 2) for rank in range(len(listed))))
