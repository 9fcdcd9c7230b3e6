# Throughline's API and pages, and its command line, against a Neo4j of your own (NEO4J_URI). See docker-compose.yml.

FROM node:24-slim AS web
WORKDIR /web
COPY package.json package-lock.json ./
# No install scripts: one of the packages counts its installations.
RUN npm ci --ignore-scripts --omit=dev --no-audit --no-fund

FROM python:3.11-slim AS packages
WORKDIR /build
COPY requirements.txt ./
RUN python -m venv /opt/throughline \
    && /opt/throughline/bin/pip install --no-cache-dir --require-hashes -r requirements.txt

FROM python:3.11-slim
ENV PATH=/opt/throughline/bin:$PATH \
    PYTHONPATH=/srv/throughline \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    THROUGHLINE_HOME=/var/lib/throughline
RUN useradd --system --create-home --home-dir /var/lib/throughline throughline
WORKDIR /srv/throughline
COPY --from=packages /opt/throughline /opt/throughline
COPY app ./app
COPY loaders ./loaders
COPY cypher ./cypher
COPY seeds ./seeds
COPY --from=web /web /tmp/web
RUN python -m app.runtime.assets /tmp/web \
    && rm -rf /tmp/web \
    && printf '#!/bin/sh\nexec python -m app.cli "$@"\n' > /usr/local/bin/throughline \
    && chmod 755 /usr/local/bin/throughline
USER throughline
VOLUME /var/lib/throughline
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/livez', timeout=2)"]
# gunicorn over "app:create_app()", after a look whether the database answers and has its schema.
CMD ["throughline", "serve", "--host", "0.0.0.0", "--port", "8000"]
