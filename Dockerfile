# The bot alone: `docker build -t escalation-readiness .`
FROM node:24-bookworm-slim AS packages
WORKDIR /bot
COPY package.json package-lock.json ./
# Node is in the image already.
RUN npm ci --omit=dev && npm cache clean --force && rm -rf node_modules/node node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production DATABASE_URL=sqlite:/data/escalations.db
WORKDIR /bot
COPY --from=packages /bot/node_modules node_modules
COPY package.json manifest.yml ./
COPY src src
# What the bot keeps is on a volume; everything else it only reads.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 3000
# In Socket Mode nothing listens unless METRICS_PORT is set, and a bot that cannot go on ends by itself.
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["node", "-e", "const { METRICS_PORT, SLACK_APP_TOKEN, PORT } = process.env; const port = METRICS_PORT || (SLACK_APP_TOKEN ? null : PORT || 3000); if (port) fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "src/main.ts"]
