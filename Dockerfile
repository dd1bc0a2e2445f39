# One image for every process of the hub; docker-compose.yml gives the command.
FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force
COPY tsconfig.json ./
COPY schema schema
COPY src src
COPY demo demo
COPY simulators simulators
USER node
CMD ["node", "--import", "tsx", "src/main.ts"]
