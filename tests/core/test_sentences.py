"""Sentences: where they end and where they do not, in French, in English and elsewhere.

In the table a `|` stands for the space between two sentences.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.sentences import sentences

FRENCH = """
Il vint. | Il vit. | Il vainquit.
Il vint.
Un titre sans point
Des bureaux en Pologne ?
Des bureaux en Pologne ? | Il s’agit d’une tournée.
Quoi ? ! | Rien.
Vraiment ?! | Oui !
Elle hésita… | Puis elle partit.
Elle hésita… puis elle partit.
Elle hésita... | Puis elle partit.
Ah ! dit-il, et il sortit.
Eh bien ! mon prince. | Gênes et Lucques ne sont plus.
M. Altman est venu. | Mme Bovary aussi.
MM. Dupont et Durand, Mlle Page et Mgr Myriel dînent.
Le Dr Bovary et Me Guillaumin, ou le Dr. Canivet, ou Me. Hareng.
Il a vu M. Le Pen et M. La Fontaine.
J. R. R. Tolkien et G. K. Chesterton ont écrit.
Voir p. 12 et pp. 13-14, vol. 3, chap. IV, art. 2, fig. 7.
C’est de l’art. | Il le sait.
Voir cf. Flaubert et p. ex. Balzac.
Le n° 5, le no. 7.
Il aime les pommes, les poires, etc. | Puis il dort.
Il aime les pommes, etc., et les poires.
Il aime tout (pommes, poires, etc.). | Il dort.
En 52 av. J.-C. César vainquit.
En 52 av. J.-C. | Les Gaulois perdirent.
Né vers 480 apr. J.-C., il mourut.
Cela coûte 3.14 euros. | Cela coûte 10 000 €.
Il est né en 1980. | 20 ans plus tard, il écrit.
C’était en 2023. | Altman voyage.
La TVA est de 5,5 %. | Elle baisse.
« La Pologne serait un bon endroit. | Nous voulons un bureau. | Nous essayons », a-t-il confié.
« Vraiment ? » dit-il. | Elle rit.
« Vraiment ? » | Elle rit.
« Vraiment ! » s’écria-t-elle. | « Oui. »
« Il partit. » | Elle resta.
« Il partit. » | « Elle resta. »
« Tu viens ? | Je pars. » | Il partit.
«\u00a0Tu viens\u00a0?\u00a0» demanda-t-il.
— Tu viens ? | — Non. | — Tant pis !
— Tu viens ? demanda-t-il. | — Non, dit-elle.
Il partit (c’était mardi). | Elle resta.
Il partit. | (C’était mardi.) | Elle resta.
Il dit : « Bonjour. » | Puis rien.
La loi […] Macron fut votée.
La loi fut votée. | […] Le Sénat attend.
Il y a un ami (?) de trop, un ami (!) de moins.
Le texte est clair.[12] | Il est court.
Le texte est clair¹. | Il est court.²
1. Introduction
IV. La suite des événements
A. Premier point
Louis XIV. | Il régna.
Écrivez à contact@example.com. | Voyez example.com/page.html pour la suite.
L’U.E. et l’O.N.U. Femmes agissent.
Il a rejoint l’O.N.U. | Elle l’a quittée.
OpenAI a publié GPT-4.5. | Il répond mieux.
Node.js est un programme. | iTunes en est un autre.
Il lit J. Le Goff et N. Le Clézio.
« Ah ! ah ! ah ! » fit-il.
À suivre… | À l’an prochain.
Il vint à 10 h. | L’autre, à 11 h 30.
Fin juillet, p. 3. | L’auteur conclut.
Janv. 2020 et sept. 2021 furent chauds.
"""

ENGLISH = """
He came. | He saw. | He conquered.
“Really?” he said. | “Yes.”
“Really?” John asked. | She nodded.
"Go on," she said. | "Please."
"Go." | Then he left.
"Is it?" asked Mary. | "It is."
‘It is.’ | He left.
Mr. Smith met Dr. Jones, Mrs. Dalloway and Prof. Moriarty on Main St. in St. Louis.
He lives in the U.S. | The weather is fine.
He joined the U.S. Army in Washington, D.C. in May.
It opened at 5 p.m. | John was late.
It opened at 5 p.m. Eastern time.
A. A. Milne met J. I. Packer.
It weighs 3.5 kg. | It costs $4.99.
See e.g. Smith, i.e. the author, cf. Jones et al. (2020), vs. Brown.
Apple Inc. announced it. | Tim Cook spoke.
He works at Apple Inc. | The pay is good.
Martin Luther King Jr. Boulevard is long.
See No. 5 and Fig. 3, vol. 2, pp. 10-12.
Is it true? | No. | It is not.
On Sept. 11 and Jan. 5 it rained.
Plan B. | The team was ready.
George W. Bush and J. K. Rowling met.
Wait... | What?
Wait... what?
He said he would (he did not.) | She waited.
What?! | No way!
She holds a Ph.D. in physics. | She teaches.
Visit www.example.com. | It is free.
Version 2.0.1 is out. | Get it.
The end. | [1] See above.
It works (see p. 3). | Try it.
I love Paris in the spring... | And in the fall.
Is iOS good? | iOS is fine. | iPhones too.
Yes. | “No.” | (Maybe.)
The U.S.A. and the U.K. signed it.
We met at 10 a.m. | Everyone came.
"Who's there?" | "It's me."
"""

ELSEWHERE = """
Это дом. | Он большой! | Правда?
Der Mann kam. | »Guten Tag«, sagte er.
Πού είναι; Εδώ. | Καλά.
هذا بيت. | هل هو كبير؟ | نعم.
यह घर है। | वह बड़ा है।
¿Qué pasa? | ¡Nada!
"""


def rows(table: str) -> list[str]:
    return [row for row in table.strip().splitlines() if row]


@pytest.mark.parametrize("row", rows(FRENCH) + rows(ENGLISH) + rows(ELSEWHERE))
def test_a_text_is_parted_where_the_table_says(row: str) -> None:
    text = row.replace(" | ", " ")
    assert [text[start:end] for start, end in sentences(text)] == row.split(" | ")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("今日は晴れ。明日は雨？たぶん。", ["今日は晴れ。", "明日は雨？", "たぶん。"]),
        ("「そうです。」彼は言った。", ["「そうです。」", "彼は言った。"]),
        ("Un vers\nsans point.\nUn autre.", ["Un vers\nsans point.", "Un autre."]),
        ("  Espaces.  Autour.  ", ["Espaces.", "Autour."]),
        ("", []),
        (" \n ", []),
        ("…", ["…"]),
        ("***", ["***"]),
    ],
)
def test_spaces_are_not_what_parts_sentences(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == parts


PROSE = st.text(
    st.one_of(
        st.sampled_from('Aa MJé.!?…»«”“’"()[]—-, \u00a0\u202f\n1。'),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@given(PROSE)
def test_sentences_tile_a_paragraph_with_nothing_but_spaces_between_them(text: str) -> None:
    reached = 0
    for start, end in sentences(text):
        assert reached <= start < end <= len(text)
        assert not text[reached:start].strip()
        assert text[start:end] == text[start:end].strip()
        reached = end
    assert not text[reached:].strip()


@given(PROSE)
def test_a_sentence_alone_is_one_sentence_or_the_start_of_one(text: str) -> None:
    for start, end in sentences(text)[:1]:
        assert sentences(text[start:end]) == [(0, end - start)]
