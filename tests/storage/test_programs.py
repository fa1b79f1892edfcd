"""Where PostgreSQL is looked for, and what is said when it is not there."""

from pathlib import Path

import pytest

from kasutamaiza.storage.embedded import EmbeddedPostgres, EmbeddedPostgresFailed, programs


def test_programs_that_are_not_there(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmbeddedPostgresFailed, match="There is no PostgreSQL in"):
        EmbeddedPostgres(written, binaries=written).start()
    monkeypatch.setenv("POSTGRES_BIN", str(written / "nowhere"))
    with pytest.raises(EmbeddedPostgresFailed, match="nowhere"):
        EmbeddedPostgres(written).start()


def test_without_any_programs_it_says_what_to_do(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    monkeypatch.setattr(programs, "DEBIAN", written)
    monkeypatch.setenv("PATH", str(written))
    with pytest.raises(EmbeddedPostgresFailed, match="install the development requirements"):
        programs.find(None)


def test_without_the_wheel_the_systems_are_found(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    monkeypatch.setattr(programs, "DEBIAN", written)
    for number in ("9", "18"):
        write_programs(written / number / "bin", f"echo 'postgres (PostgreSQL) {number}.1'")
    monkeypatch.setenv("PATH", "/nowhere")
    assert programs.find(None) == programs.Programs(written / "18" / "bin", 18)
    write_programs(written / "path", "echo 'postgres (PostgreSQL) 17.2'")
    (written / "path" / "pg_config").symlink_to(written / "path" / "initdb")
    monkeypatch.setenv("PATH", str(written / "path"))
    assert programs.find(None).major == 17
    (written / "path" / "psql").unlink()
    (written / "path" / "initdb").write_text(f"#!/bin/sh\necho {written / '9' / 'bin'}")
    assert programs.find(None).major == 9


def test_programs_of_another_kind_of_machine(written: Path) -> None:
    write_programs(written, "exit 1")
    with pytest.raises(EmbeddedPostgresFailed, match="does not run on this machine"):
        programs.find(written)
    (written / "postgres").write_bytes(b"\x7fELF\x00")
    with pytest.raises(EmbeddedPostgresFailed, match="does not run on this machine"):
        programs.find(written)


def test_data_that_cannot_be_made_ends_with_initdbs_words(written: Path) -> None:
    write_programs(written / "bin", "echo 'postgres (PostgreSQL) 18.1'")
    (written / "bin" / "initdb").write_text("#!/bin/sh\necho 'no space left' >&2\nexit 1")
    with pytest.raises(EmbeddedPostgresFailed, match="no space left"):
        EmbeddedPostgres(written / "x", binaries=written / "bin").start()


def write_programs(folder: Path, script: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in programs.NEEDED:
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
