import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { DatabaseError, type Pool, type PoolClient, type QueryResult } from 'pg'

/** Each kept statement takes some ten kilobytes in each connection's process. */
const mostKept = 200
const longestKept = 6_000

/**
 * The pool as Kysely takes it, with every statement prepared under a name: each connection parses and plans it once,
 * which for `commitOrder` is half of what it costs.
 */
export function preparingPool(pool: Pool): PostgresPool {
  const names = statementNames()
  const known = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const preparing = known.get(client) ?? preparingClient(client, names)
      known.set(client, preparing)
      return preparing
    },
    end: () => pool.end(),
  }
}

/** How pg says that `query_timeout` is over. What comes after it on that connection would wait in vain. */
const noAnswer = 'Query read timeout'

function preparingClient(client: PoolClient, names: StatementNames): PostgresPoolClient {
  let isSilent = false
  const query = async (text: string, parameters: readonly unknown[]): Promise<QueryResult> => {
    const values = [...parameters]
    const name = values.length > 0 ? names.of(text) : undefined
    try {
      return await (name === undefined ? client.query(text, values) : client.query({ name, text, values }))
    } catch (error) {
      isSilent ||= error instanceof Error && error.message === noAnswer
      if (name === undefined || !isOutdated(error)) throw error
      names.forget(text)
      // Within a transaction this fails too, and the whole of it has to be done again.
      return query(text, parameters)
    }
  }
  // Kysely's other way to call it is for cursors, of which this database has none.
  return { query: query as never, release: (isBroken) => client.release(isBroken || isSilent) }
}

/** A newer version has changed a table meanwhile: what was prepared would give other columns than then. */
function isOutdated(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery'
}

interface StatementNames {
  /** Undefined for statements that are not kept: long ones (imports), and those that come when the places are taken. */
  of(text: string): string | undefined
  /** From now on the statement is planned each time, in every connection. */
  forget(text: string): void
}

function statementNames(): StatementNames {
  const names = new Map<string, string | undefined>()
  return {
    of(text) {
      if (names.has(text)) return names.get(text)
      if (names.size >= mostKept || text.length > longestKept) return undefined
      const name = `turnup_${names.size}`
      names.set(text, name)
      return name
    },
    forget: (text) => void names.set(text, undefined),
  }
}
