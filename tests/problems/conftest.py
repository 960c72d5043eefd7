"""The criteria files beside this one are faulty on purpose; no plugin is to run them."""

collect_ignore_glob = ["*/criteria.toml"]
