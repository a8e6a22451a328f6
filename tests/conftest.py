"""What all tests share: property tests are held to what is true, not to how long it takes.

The usual number of examples fits the gate; `pytest --hypothesis-profile thorough` tries many more.
"""

from hypothesis import settings

# Two cores are shared by the whole suite: a deadline there would measure the neighbours.
settings.register_profile("reader", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=2_000)
settings.load_profile("reader")
