# Navoli in a container: no build step, TypeScript runs as it is.
#   docker build -t navoli .
#   docker run -d --read-only --tmpfs /tmp -v navoli:/app/data -e BOT_TOKEN_FILE=/run/secrets/token … navoli

FROM node:24-alpine AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# better-sqlite3 ships its binaries inside the package, so no compiler and no install script are needed.
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-alpine
ENV NODE_ENV=production TZ=UTC HTTP_HOST=127.0.0.1
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json feeds.json LICENSE ./
COPY migrations ./migrations
COPY src ./src
# Everything but the data folder stays root's and read-only.
RUN mkdir data && chown node:node data && chmod 700 data
USER node
VOLUME /app/data
# Without the role `web` there is nobody to ask.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "const {HTTP_PORT, ROLES} = process.env, port = HTTP_PORT || '8080', roles = ROLES || 'web'; if (port === 'off' || !roles.includes('web')) process.exit(0); fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# A small young generation: the usual one lets an idle bot hold 300 MB. What takes the types out does not stay either.
CMD ["node", "--max-semi-space-size=2", "--heap-growing-percent=20", "--v8-pool-size=1", "--import", "./src/lean-start.mjs", "src/main.ts"]
