# The bot's image, for every process group of fly.toml and for any other host of containers.
# The tag says which Python it is; the digest makes every build begin with the same bytes. Dependabot moves both.
FROM python:3.13-slim-trixie@sha256:9d2e5553305c7c7b0097999bb17187c69b921ccd6bc9d40e4bb5ebe652c00285 AS python

FROM python AS build
# The dependencies alone, so that this layer is made anew only when the lock changes. Wheels only: nothing here compiles.
COPY requirements.lock /
RUN python -m venv --without-pip /venv \
    && pip --python /venv/bin/python install --no-cache-dir --disable-pip-version-check \
        --require-hashes --only-binary :all: --requirement /requirements.lock
# What .dockerignore lets through, and nothing else. Its bytecode is not checked against the sources' times, which
# layers do not keep faithfully; nobody edits them in an image. Files come with the rights that they have where it is
# built, and whoever builds may keep theirs to themselves.
COPY . /app
RUN /venv/bin/python -m compileall -q --invalidation-mode unchecked-hash /app \
    && chmod -R a+rX /app

FROM python
RUN useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin kasutamaiza
COPY --from=build /venv /venv
COPY --from=build /app /app
# An application, not a package: commands/, scripts/ and kasutamaiza/ are imported from where they stand.
ENV PATH=/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1
WORKDIR /app
USER 10001
EXPOSE 8080 9091
STOPSIGNAL SIGTERM
# No shell, which would keep SIGTERM to itself, and no ENTRYPOINT, which would stand before every other command too.
CMD ["python", "app.py"]
