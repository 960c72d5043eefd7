"""Discover: find the installed plugins by their entry points.

pluggy's own loader keeps one of two plugins that share a name and says nothing; so the
loader is ours, and a clash is refused naming both distributions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import metadata

from attrs import field, frozen

from scoring.model.errors import DuplicateOfferError, PluginFaultError, PluginLoadError
from scoring.model.text import Text
from scoring.plugin import hooks

EXPLICIT = "explicit"


@frozen
class Plugin:
    """A plugin that was found: its name, its distribution, what it offers by name."""

    name: str
    distribution: str
    version: str
    offers: Mapping[str, tuple[str, ...]] = field(factory=dict)


def discover_plugins() -> list[tuple[Plugin, object]]:
    """Give every installed plugin with its module, sorted by name."""
    entries: dict[str, tuple[Plugin, metadata.EntryPoint]] = {}
    seen: set[tuple[str, str]] = set()
    for distribution in metadata.distributions(path=_unique(sys.path)):
        name = distribution.metadata["Name"]
        for entry in distribution.entry_points:
            if entry.group != hooks.GROUP or (name, entry.name) in seen:
                continue
            seen.add((name, entry.name))
            plugin = Plugin(entry.name, name, distribution.version)
            if entry.name in entries:
                raise clash("plugin", entry.name, entries[entry.name][0], plugin)
            entries[entry.name] = (plugin, entry)
    loaded: list[tuple[Plugin, object]] = []
    for _, (plugin, entry) in sorted(entries.items()):
        try:
            loaded.append((plugin, entry.load()))
        except Exception as error:
            raise load_error(plugin, f"{type(error).__name__}: {error}") from error
    return loaded


def _unique(paths: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(paths))


def given_plugins(plugins: Mapping[str, object]) -> list[tuple[Plugin, object]]:
    """Give plugins that a caller names itself."""
    return [(Plugin(name, EXPLICIT, ""), module) for name, module in sorted(plugins.items())]


def load_error(plugin: Plugin, why: str) -> PluginLoadError:
    """Say that a plugin cannot be loaded, and what to do."""
    return PluginLoadError(
        plugin.name,
        plugin.distribution,
        Text(
            vi=f"Không nạp được plugin “{plugin.name}” của gói “{plugin.distribution}”: {why}. "
            f"Hãy cập nhật hoặc gỡ gói ấy (pip uninstall {plugin.distribution}).",
            en=f"The plugin “{plugin.name}” of “{plugin.distribution}” cannot be loaded: {why}. "
            f"Update or remove that package (pip uninstall {plugin.distribution}).",
        ),
    )


def fault_error(plugin: Plugin, hook: str, error: Exception) -> PluginFaultError:
    """Say that a plugin crashed in one of its hooks."""
    why = f"{type(error).__name__}: {error}"
    return PluginFaultError(
        plugin.name,
        plugin.distribution,
        Text(
            vi=f"Plugin “{plugin.name}” ({plugin.distribution}) hỏng trong {hook}: {why}",
            en=f"Plugin “{plugin.name}” ({plugin.distribution}) failed in {hook}: {why}",
        ),
    )


def clash(shape: str, name: str, first: Plugin, second: Plugin) -> DuplicateOfferError:
    """Say that two plugins claim one name."""
    what = shape.replace("_", " ").rstrip("s")
    one, two = (f"“{plugin.name}” ({plugin.distribution})" for plugin in (first, second))
    return DuplicateOfferError(
        second.name,
        second.distribution,
        Text(
            vi=f"Hai plugin {one} và {two} cùng nhận tên “{name}” ({what}). "
            "Không plugin nào được ưu tiên; hãy gỡ một trong hai gói.",
            en=f"Two plugins, {one} and {two}, claim the name “{name}” ({what}). "
            "Neither goes first; remove one of the two packages.",
        ),
    )
