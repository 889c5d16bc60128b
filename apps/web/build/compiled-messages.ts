import path from 'node:path'
import { pathToFileURL } from 'node:url'
import compile from 'icu-minify/compile'
import type { Plugin } from 'vite'

type Words = { [key: string]: string | Words }
type CompiledWords = { [key: string]: unknown }

const moduleName = 'virtual:messages'
const sources = {
  'portal-en': 'src/portal/messages/en/index.ts',
  'portal-es': 'src/portal/messages/es/index.ts',
  console: 'src/console/console-messages.ts',
}

/**
 * Reads the messages in their ICU form, compiles them, and puts each language into a JSON file of its own: the pages then
 * carry neither the parser nor the words of other languages. `virtual:messages` exports the addresses of the files.
 */
export function compiledMessages(root: string): Plugin {
  return {
    name: 'compiled-messages',
    resolveId: (id) => (id === moduleName ? `\0${moduleName}` : undefined),
    async load(id) {
      if (id !== `\0${moduleName}`) return
      const addresses = await Promise.all(
        Object.entries(sources).map(async ([name, file]) => {
          const { default: words } = (await import(pathToFileURL(path.join(root, file)).href)) as {
            default: Words
          }
          const source = JSON.stringify(compileAll(words))
          const reference = this.emitFile({ type: 'asset', name: `${name}.json`, source })
          return `${JSON.stringify(name)}: import.meta.ROLLUP_FILE_URL_${reference}`
        }),
      )
      return `export const messageFiles = { ${addresses.join(', ')} }`
    },
  }
}

function compileAll(words: Words): CompiledWords {
  return Object.fromEntries(
    Object.entries(words).map(([key, text]) => [
      key,
      typeof text === 'string' ? compile(text) : compileAll(text),
    ]),
  )
}
