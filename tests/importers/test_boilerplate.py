"""What speaks of the page and not of its subject; and what speaks of newsletters as its subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.importers.boilerplate import is_boilerplate
from tests.importers.reading import article_of, blocks_of


@pytest.mark.parametrize(
    "text",
    [
        "Inscrivez-vous à la newsletter En vous inscrivant vous acceptez notre politique de "
        "protection des données personnelles.",
        "Inscrivez-vous à notre newsletter",
        "Inscrivez-vous gratuitement à la newsletter quotidienne",
        "Abonnez-vous à notre newsletter pour recevoir chaque matin l’essentiel de l’actualité.",
        "Recevez notre infolettre chaque semaine dans votre boîte mail.",
        "Abonnez-vous à notre lettre d'information. Vous pouvez vous désinscrire à tout moment.",
        "ABONNEZ-VOUS À LA NEWSLETTER",
        "Nous utilisons des cookies afin d’améliorer votre expérience sur notre site.",
        "Ce site utilise des cookies. En poursuivant votre navigation, vous acceptez "
        "l’utilisation de cookies. En savoir plus",
        "Accepter les cookies",
        "Gérer les cookies",
        "Cet article est réservé aux abonnés.",
        "Vous avez déjà un compte ? Connectez-vous",
        "Créez votre compte gratuitement pour lire la suite",
        "Subscribe to our newsletter",
        "Subscribe to our daily newsletter and never miss a story.",
        "Sign up for our newsletter. By signing up, you agree to our Terms of Use and Privacy "
        "Policy. You may unsubscribe at any time.",
        "Sign up for the Le Monde newsletter",
        "Get our weekly newsletter delivered to your inbox",
        "We use cookies to give you the best experience on our website.",
        "This website uses cookies to improve your experience. Accept all Reject all",
        "By continuing to use this site you agree to our use of cookies.",
        "Already have an account? Log in",
        "Create a free account to continue",
    ],
)
def test_lines_of_the_page_are_boilerplate(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        "« Inscrivez-vous à la newsletter ! » criait l’affiche.",
        "— Abonnez-vous à notre newsletter, dit-il en riant.",
        "“Subscribe to our newsletter,” she said.",
        "Inscrivez-vous à la newsletter, disait l’affiche ; il ne le fit pas, et s’en alla.",
        "L’entreprise a lancé une newsletter quotidienne, qui compte déjà un million d’abonnés.",
        "Elle s’est inscrite à la newsletter de la mairie pour suivre les travaux de la rue.",
        "Sa newsletter est devenue un livre.",
        "La newsletter",
        "Cookies",
        "Les cookies sont de petits fichiers qu’un site dépose sur l’ordinateur de ses visiteurs.",
        "La CNIL reproche à Google la façon dont il fait accepter les cookies à ses utilisateurs.",
        "Grandma’s cookies were the best experience of my childhood.",
        "We use cookies as a bribe: two for every child that finishes the soup my aunt has made.",
        "He closed his account at the bank and moved to Lyon.",
        "Il a ouvert un compte en Suisse.",
        "To sign up was easy; to leave, as he learned in the years that followed, was not.",
        "Sa politique de confidentialité a été critiquée par plusieurs associations.",
        "Privacy policy is written by lawyers for lawyers.",
        "The newsletter industry has grown for ten years, and subscribers pay for it.",
        "Bien à vous",
        "",
    ],
)
def test_prose_on_the_same_subjects_is_none(text: str) -> None:
    assert not is_boilerplate(text)


def test_a_long_text_is_never_boilerplate() -> None:
    assert not is_boilerplate("Subscribe to our newsletter. " * 50)


@given(st.text(max_size=80))
def test_a_sign_in_other_prose_does_nothing(text: str) -> None:
    prose = "Hier soir, la société polonaise annonçait fièrement son départ vers Varsovie : "
    assert not is_boilerplate(prose + text)


@pytest.mark.parametrize("name", ["page.txt", "page.md"])
def test_boilerplate_stays_in_the_text_and_is_not_counted_among_its_words(name: str) -> None:
    article = article_of("Il pleut.\n\nInscrivez-vous à la newsletter\n\nIl neige.", name)
    assert blocks_of(article) == [
        ("paragraph", "Il pleut."),
        ("boilerplate", "Inscrivez-vous à la newsletter"),
        ("paragraph", "Il neige."),
    ]
    assert article.words == 4
