import { defineConfig } from "vitest/config";

export default defineConfig({
  logLevel: "warn",
  publicDir: false,
  define: { "process.env.NODE_ENV": JSON.stringify("production") },
  build: { target: "es2022", chunkSizeWarningLimit: 2000 },
  test: { environment: "happy-dom", include: ["tests/**/*.test.ts"] },
});
