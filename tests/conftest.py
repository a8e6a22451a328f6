"""What all tests share: property tests are held to what is true, not to how long it takes."""

from hypothesis import settings

# Two cores are shared by the whole suite: a deadline there would measure the neighbours.
settings.register_profile("reader", deadline=None)
settings.load_profile("reader")
