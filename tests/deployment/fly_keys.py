"""The keys that fly.toml may have, and what each of them takes: what flyctl checks only when it is logged in.

Source: https://github.com/superfly/flyctl/blob/master/internal/appconfig/config.go and the types it names, as
https://fly.io/docs/reference/configuration/ explains them. Sections that we have no use for (services, mounts, files,
statics, experimental) are left out: to use one is to write it down here first.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

Takes: TypeAlias = Callable[[object], bool]
Keys: TypeAlias = "Mapping[str, Takes | Keys | list[Keys]]"
"""By name, or by `ANY` where names are free; a list stands for tables in double brackets."""

ANY = "*"


def text(said: object) -> bool:
    return isinstance(said, str) and said != ""


def whole(said: object) -> bool:
    return type(said) is int and said >= 0


def flag(said: object) -> bool:
    return isinstance(said, bool)


def texts(said: object) -> bool:
    return isinstance(said, list) and said != [] and all(map(text, said))


def duration(said: object) -> bool:
    return isinstance(said, str) and re.fullmatch(r"(\d+(ms|s|m|h))+", said) is not None


def size(said: object) -> bool:
    return isinstance(said, str) and re.fullmatch(r"\d+(mb|gb)", said) is not None


def one_of(*values: str) -> Takes:
    return lambda said: said in values


def seconds(said: str) -> float:
    """How long a duration is."""
    units = {"ms": 0.001, "s": 1, "m": 60, "h": 3600}
    return sum(int(number) * units[unit] for number, unit in re.findall(r"(\d+)(ms|s|m|h)", said))


_SIGNALS = ("SIGINT", "SIGTERM", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGKILL", "SIGSTOP")
_VM: Keys = {
    "size": one_of(*(f"shared-cpu-{n}x" for n in (1, 2, 4, 6, 8)), *(f"performance-{n}x" for n in range(1, 17))),
    "memory": size,
    "cpus": whole,
    "cpu_kind": one_of("shared", "performance"),
    "memory_mb": whole,
    "host_dedication_id": text,
    "kernel_args": texts,
    "processes": texts,
}
_CHECK: Keys = {
    "interval": duration,
    "timeout": duration,
    "grace_period": duration,
    "method": text,
    "path": text,
    "protocol": one_of("http", "https"),
    "tls_skip_verify": flag,
    "tls_server_name": text,
    "headers": {ANY: text},
}

KEYS: Keys = {
    "app": text,
    "primary_region": text,
    "kill_signal": one_of(*_SIGNALS),
    "kill_timeout": duration,
    "swap_size_mb": whole,
    "console_command": text,
    "host_dedication_id": text,
    "build": {
        "builder": text,
        "buildpacks": texts,
        "image": text,
        "builtin": text,
        "dockerfile": text,
        "ignorefile": text,
        "build-target": text,
        "args": {ANY: text},
    },
    "deploy": {
        "strategy": one_of("rolling", "immediate", "canary", "bluegreen"),
        "max_unavailable": whole,
        "wait_timeout": duration,
        "release_command": text,
        "release_command_timeout": duration,
        "release_command_vm": _VM,
        "seed_command": text,
    },
    "env": {ANY: text},
    "processes": {ANY: text},
    "http_service": {
        "internal_port": whole,
        "force_https": flag,
        "auto_stop_machines": one_of("off", "stop", "suspend"),
        "auto_start_machines": flag,
        "min_machines_running": whole,
        "processes": texts,
        "concurrency": {"type": one_of("connections", "requests"), "hard_limit": whole, "soft_limit": whole},
        "tls_options": {"alpn": texts, "versions": texts, "default_self_signed": flag},
        "http_options": {
            "compress": flag,
            "h2_backend": flag,
            "idle_timeout": whole,
            "response": {"pristine": flag, "headers": {ANY: text}},
        },
        "checks": [_CHECK],
    },
    "checks": {ANY: {**_CHECK, "port": whole, "type": one_of("http", "tcp"), "processes": texts}},
    # flyctl takes a list of these too, but its --strict does not know the keys of one.
    "metrics": {"port": whole, "path": text, "https": flag, "processes": texts},
    "restart": [{"policy": one_of("always", "never", "on-failure"), "retries": whole, "processes": texts}],
    "vm": [_VM],
}


def strange(said: Mapping[str, Any], keys: Keys = KEYS, at: str = "") -> Iterator[str]:
    """Every key that Fly does not know, and every value that it would not take, by its path."""
    for name, value in said.items():
        path = f"{at}{name}"
        takes = keys.get(name, keys.get(ANY))
        if takes is None:
            yield f"{path} is not a key of Fly's"
        elif isinstance(takes, list) and isinstance(value, list):
            for each in value:
                yield from strange(each, takes[0], f"{path}.")
        elif isinstance(takes, Mapping) and isinstance(value, dict):
            yield from strange(value, takes, f"{path}.")
        elif not callable(takes) or not takes(value):
            yield f"{path} cannot be {value!r}"
