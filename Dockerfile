# A small image with the command line, which runs as nobody: see docs/pipelines.md.
FROM python:3.13-slim-bookworm AS build
WORKDIR /source
COPY requirements-build.txt requirements-runtime.txt ./
RUN python -m venv /build \
 && /build/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements-build.txt \
 && python -m venv /opt/armlens \
 && /opt/armlens/bin/python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --requirement requirements-runtime.txt
COPY pyproject.toml hatch_build.py README.md LICENSE ./
COPY server/armlens server/armlens
RUN /build/bin/python -m hatchling build --target wheel --directory /wheels \
 && /opt/armlens/bin/python -m pip install --no-cache-dir --disable-pip-version-check --no-deps --no-index /wheels/armlens-*.whl \
 && /opt/armlens/bin/python -m pip uninstall --yes --quiet pip

FROM python:3.13-slim-bookworm
COPY --from=build /opt/armlens /opt/armlens
ENV PATH="/opt/armlens/bin:$PATH"
WORKDIR /work
USER 65532:65532
ENTRYPOINT ["armlens"]
CMD ["check"]
