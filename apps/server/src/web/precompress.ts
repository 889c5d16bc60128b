import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const worthIt = /\.(js|css|svg|json|txt|map|wasm)$/
const leastBytes = 1_024

/**
 * Puts beside each file of a built folder the same compressed, as .br and .gz, for the server to choose from; files
 * that hardly get smaller are left alone. @returns how many files got company
 */
export async function precompress(folder: string): Promise<number> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => worthIt.test(name))
  const done = await Promise.all(names.map((name) => precompressFile(join(folder, name))))
  return done.filter(Boolean).length
}

async function precompressFile(file: string): Promise<boolean> {
  const content = await readFile(file)
  if (content.length < leastBytes) return false
  const [br, gz] = await Promise.all([
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
    promisify(gzip)(content, { level: 9 }),
  ])
  if (gz.length > content.length * 0.9) return false
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)])
  return true
}

if (import.meta.main) {
  const [folder] = process.argv.slice(2)
  if (!folder) throw new Error('Name the folder with the built files.')
  process.stdout.write(`${await precompress(folder)} files compressed in ${folder}\n`)
}
