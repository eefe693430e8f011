"""Settings of the build side's tests."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)  # two cores, shared: one slow example says nothing
settings.load_profile("shared")
