import colors from 'picocolors'

function write(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Everything that `turnup` says in a terminal; one line a fact. */
export const terminal = {
  heading: (text: string) => write(`\n${colors.bold(text)}\n`),
  done: (name: string, text: string, startedAt?: number) => {
    const took =
      startedAt === undefined ? '' : colors.dim(` ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
    write(`  ${colors.green('✓')} ${name.padEnd(10)} ${text}${took}`)
  },
  /** One line of a story, with the time since it began. */
  told: (text: string, startedAt: number) => {
    const at = `${((performance.now() - startedAt) / 1000).toFixed(2)} s`
    write(`  ${colors.dim(at.padStart(8))}  ${text}`)
  },
  fact: (name: string, text: string) => write(`    ${colors.dim(name.padEnd(10))} ${text}`),
  note: (text: string) => write(`  ${colors.yellow('!')} ${text}`),
  line: (text = '') => write(text),
  dim: (text: string) => write(colors.dim(text)),
  problem: (text: string) => process.stderr.write(`${colors.red('✗')} ${text}\n`),
}
