// Builds every bundle that a page loads: one classic script each, so that any LMS can serve it.
import { build } from "vite";

const bundles = [
  { entry: "xblocks/nc/ui/main.ts", out: "xblocks/nc/public", name: "nc" },
  { entry: "xblocks/process/ui/main.ts", out: "xblocks/process/public", name: "process" },
  { entry: "content_packages/player/main.ts", out: "content_packages/player/dist", name: "lesson" },
  { entry: "lti_tool/web/ui/host.ts", out: "lti_tool/web/static/built", name: "host" },
  { entry: "lti_tool/web/ui/launch.ts", out: "lti_tool/web/static/built", name: "launch" },
  { entry: "lti_tool/web/ui/shell.ts", out: "lti_tool/web/static/built", name: "shell" },
];

const wanted = process.argv.slice(2);

for (const { entry, out, name } of bundles) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  await build({
    configFile: "vite.config.ts",
    build: {
      outDir: out,
      emptyOutDir: false,
      lib: { entry, name: `gongxue_${name}`, formats: ["iife"], fileName: () => `${name}.js` },
      rollupOptions: { output: { assetFileNames: `${name}[extname]` } },
    },
  });
}
