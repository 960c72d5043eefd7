"""How the tests of this checkout run: the same examples each time, unless asked for more.

`--hypothesis-profile=long` tries many more examples, other ones every time.
"""

from hypothesis import HealthCheck, settings

# The sets under tests/ are material for tests, some of them faulty on purpose.
collect_ignore_glob = ["tests/*criteria.toml"]
pytest_plugins = ["pytester"]

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)
settings.register_profile(
    "modest",
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=QUIET,
)
settings.register_profile("long", max_examples=1000, deadline=None, suppress_health_check=QUIET)
# pytest's own --hypothesis-profile is read after this file and wins.
settings.load_profile("modest")
