# The desk's one image: the web process, the worker and the one-shot jobs differ by their command.
FROM python:3.11-slim-bookworm AS build
RUN python -m venv /venv
WORKDIR /app
COPY requirements.txt requirements-anymail.txt requirements-s3.txt ./
RUN /venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
    -r requirements-anymail.txt -r requirements-s3.txt
# Makes one script and one style sheet of a page's.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends esbuild
COPY . .
# The key is for this one command, and gone with its folder.
RUN STATIC_ROOT=/app/static_root DATA_DIR=/tmp/build /venv/bin/python -m support_site.static_files \
    && rm -rf /tmp/build \
    && /venv/bin/python -m compileall -q support_site tickets

FROM python:3.11-slim-bookworm
# A named volume takes owner and mode of the folder that it is first mounted on.
RUN install -d -o 10001 -g 10001 -m 0700 /secrets /database-secret /tls /static /files /backups
COPY --from=build /venv /venv
COPY --from=build /app /app
# Compose collects the static files of each release anew, into a volume that has those of the last ones.
COPY --from=build /usr/bin/esbuild /usr/local/bin/esbuild
WORKDIR /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    HOST=0.0.0.0 PORT=8000 STATIC_ROOT=/app/static_root DATA_DIR=/secrets
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "support_site.server"]
