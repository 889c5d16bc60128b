import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'

export const distFolder = path.resolve(import.meta.dirname, '../../../apps/web/dist')

interface Chunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}
export type Manifest = Record<string, Chunk>

export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(distFolder, '.vite/manifest.json'), 'utf8')) as Manifest
}

/** Keys of the chunks that the browser needs before it can run these: they and all that they import. */
export function neededBy(manifest: Manifest, keys: string[]): Set<string> {
  const needed = new Set<string>()
  const visit = (key: string) => {
    if (needed.has(key)) return
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no chunk ${key}.`)
    needed.add(key)
    for (const imported of chunk.imports ?? []) visit(imported)
  }
  for (const key of keys) visit(key)
  return needed
}

/** Addresses of the scripts that a page's HTML asks for by itself. */
export function scriptsOfHtml(file: string): string[] {
  const html = readFileSync(path.join(distFolder, file), 'utf8')
  return [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, asset = '']) => asset)
}

/** Bytes after gzip, as a server sends them. */
export function gzippedBytes(files: Iterable<string>): number {
  return [...new Set(files)].reduce(
    (sum, file) => sum + gzipSync(readFileSync(path.join(distFolder, file)), { level: 9 }).length,
    0,
  )
}
