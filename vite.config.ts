/// <reference types="vitest/config" />
import { vitePlugin as remix } from '@remix-run/dev'
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { defineConfig, type Plugin } from 'vite'
import { projects } from './test/setup/projects'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

const root = new URL('./', import.meta.url)
const commands = () =>
  readdirSync(new URL('app/cli/', root)).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))

/**
 * Every command and worker becomes a chunk of Remix's own server build, so that a module such as the database client
 * exists once per process. `import url from './x.worker.ts?thread'` gives the URL for node:worker_threads, in the build
 * and outside it.
 */
export function oneServerBuild(): Plugin {
  let building = false
  return {
    name: 'one-server-build',
    enforce: 'pre',
    configResolved(config) {
      building = config.command === 'build' && Boolean(config.build.ssr)
    },
    buildStart() {
      if (!building) return
      for (const file of commands())
        this.emitFile({
          type: 'chunk',
          id: fileURLToPath(new URL(`app/cli/${file}`, root)),
          fileName: `cli/${file.replace(/\.ts$/, '.js')}`,
          preserveSignature: 'strict',
        })
    },
    async resolveId(id, importer) {
      if (!id.endsWith('?thread')) return null
      const found = await this.resolve(id.slice(0, -'?thread'.length), importer)
      return found && `${found.id}?thread`
    },
    load(id) {
      if (!id.endsWith('?thread')) return null
      const file = id.slice(0, -'?thread'.length)
      if (!building) {
        // Outside the build a worker is TypeScript, which Node cannot read: tsx is registered in the thread first.
        const boot = `import { register } from ${JSON.stringify(import.meta.resolve('tsx/esm/api'))}; register(); await import(${JSON.stringify(pathToFileURL(file).href)})`
        return `export default new URL(${JSON.stringify(`data:text/javascript,${encodeURIComponent(boot)}`)})`
      }
      return `export default new URL(import.meta.ROLLUP_FILE_URL_${this.emitFile({ type: 'chunk', id: file })})`
    },
  }
}

/** The notices of what the scripts hold, once in a file of their own instead of in every script that a page loads. */
function notices(): Plugin {
  const found = new Set<string>()
  return {
    name: 'notices',
    renderChunk(code) {
      for (const [notice] of code.matchAll(/\/\*(?:(?!\*\/)[\s\S])*@licen[cs]e(?:(?!\*\/)[\s\S])*\*\//g))
        found.add(notice)
      return null
    },
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'assets/notices.txt', source: [...found].join('\n\n') })
    },
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [
    oneServerBuild(),
    !isSsrBuild && notices(),
    !process.env.VITEST &&
      remix({
        future: {
          v3_fetcherPersist: true,
          v3_relativeSplatPath: true,
          v3_throwAbortReason: true,
          v3_singleFetch: true,
          v3_lazyRouteDiscovery: true,
          v3_routeConfig: true,
        },
      }),
  ],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', root)) } },
  // Client source maps would publish the server's names.
  // Remix links what a page needs; Vite's own preloading would add its list of files to every page that loads lazily.
  esbuild: isSsrBuild ? {} : { legalComments: 'none' },
  build: {
    target: 'es2022',
    sourcemap: isSsrBuild,
    modulePreload: false,
    // Only `npm run shots` needs them: `npm start` builds without the development dependencies.
    rollupOptions: isSsrBuild ? { external: ['@axe-core/playwright', '@sparticuz/chromium', 'playwright-core'] } : {},
  },
  test: {
    projects,
    // One more than there are cores, since tests wait for servers and browsers. Each worker may hold a whole database.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    // A module is transformed once and not for each project again; what it is made from is part of the key.
    experimental: { fsModuleCache: true },
  },
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'] },
}))
