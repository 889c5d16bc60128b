import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type { Pool, PoolClient, QueryResult } from 'pg'

/** Each kept statement takes some ten kilobytes in each connection's process. */
const mostKept = 200
const longestKept = 6_000

/**
 * The pool as Kysely takes it, with every statement prepared under a name: each connection parses and plans it once,
 * which for `commitOrder` is half of what it costs.
 */
export function preparingPool(pool: Pool): PostgresPool {
  const nameOf = statementNames()
  const known = new WeakMap<PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const preparing = known.get(client) ?? preparingClient(client, nameOf)
      known.set(client, preparing)
      return preparing
    },
    end: () => pool.end(),
  }
}

/** How pg says that `query_timeout` is over. What comes after it on that connection would wait in vain. */
const noAnswer = 'Query read timeout'

function preparingClient(
  client: PoolClient,
  nameOf: (text: string) => string | undefined,
): PostgresPoolClient {
  let isSilent = false
  const query = async (text: string, parameters: readonly unknown[]): Promise<QueryResult> => {
    const values = [...parameters]
    const name = values.length > 0 ? nameOf(text) : undefined
    try {
      return await (name === undefined ? client.query(text, values) : client.query({ name, text, values }))
    } catch (error) {
      isSilent ||= error instanceof Error && error.message === noAnswer
      throw error
    }
  }
  // Kysely's other way to call it is for cursors, of which this database has none.
  return { query: query as never, release: (isBroken) => client.release(isBroken || isSilent) }
}

/**
 * Names for statements; none for those that are long (imports), that come when the places are taken, or that read `*`:
 * once a newer version has added a column, PostgreSQL refuses to go on with what was prepared of such a one.
 */
function statementNames(): (text: string) => string | undefined {
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text)
    if (name !== undefined) return name
    if (names.size >= mostKept || text.length > longestKept || readsAllColumns.test(text)) return undefined
    names.set(text, `turnup_${names.size}`)
    return names.get(text)
  }
}

/** `select *`, `returning *`, `o.*`; not count(*). */
const readsAllColumns = /(?<!\()\*/
