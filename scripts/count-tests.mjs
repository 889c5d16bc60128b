import { readFileSync } from 'node:fs'

/**
 * The last line of a run, from vitest's own JSON result. A file that could not even be loaded has no tests in it and
 * counts as one failed test; so does a run that left no result.
 */
function count(file) {
  try {
    const result = JSON.parse(readFileSync(file, 'utf8'))
    const unloaded = result.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
    ).length
    const failed = result.numFailedTests + unloaded
    // A run that ended before its first test has no failed test to show, and yet it failed.
    return {
      passed: result.numPassedTests,
      failed: failed || Number(!result.success || result.numPassedTests === 0),
    }
  } catch {
    return { passed: 0, failed: 1 }
  }
}

const { passed, failed } = count(process.argv[2])
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 || passed === 0 ? 1 : 0
