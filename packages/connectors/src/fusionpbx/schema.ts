import type { Query } from './database.ts'
import { refused } from './refused.ts'

/** Table to its columns, and column to its type: what this FusionPBX has and what we may see of it. */
export type Catalogue = Map<string, Map<string, string>>
export type Row = Record<string, unknown>

/**
 * Reads which tables and columns there are. Versions differ: flags were text before 5.5 and are booleans since, and
 * columns come and go.
 */
export async function readCatalogue(query: Query): Promise<Catalogue> {
  const columns = await query<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from information_schema.columns
      where table_schema = any(current_schemas(false)) and table_name like 'v\\_%'`,
  )
  const catalogue: Catalogue = new Map()
  for (const { table_name, column_name, data_type } of columns) {
    const table = catalogue.get(table_name) ?? new Map<string, string>()
    catalogue.set(table_name, table.set(column_name, data_type))
  }
  return catalogue
}

export interface Writer {
  query: Query
  catalogue: Catalogue
  now: Date
  serviceUserId?: string | undefined
}

/**
 * Inserts rows of one table in one statement. Flags are given as booleans and become what the column is; columns that
 * this version does not have are left out.
 */
export async function insertRows(writer: Writer, table: string, rows: Row[]): Promise<void> {
  const columns = writer.catalogue.get(table)
  if (!columns)
    throw refused('insert', 'SCHEMA_UNKNOWN', `This FusionPBX has no table ${table}, or we may not see it.`)
  if (rows.length === 0) return
  const marks = { insert_date: writer.now.toISOString(), insert_user: writer.serviceUserId }
  const marked = rows.map((row): Row => ({ ...row, ...marks }))
  const names = [...new Set(marked.flatMap(Object.keys))].filter((name) => columns.has(name))
  await writer.query(
    `insert into ${table} (${names.join(', ')})
     select ${names.join(', ')} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    [JSON.stringify(marked)],
  )
}

/** Tables with a column domain_uuid from which we may delete, the tenant's own row included. */
export async function tablesOfTenants(query: Query): Promise<string[]> {
  const tables = await query<{ table_name: string }>(
    `select c.table_name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = any(current_schemas(false)) and t.table_type = 'BASE TABLE'
        and c.column_name = 'domain_uuid' and c.table_name like 'v\\_%'
        and has_table_privilege(format('%I.%I', c.table_schema, c.table_name), 'DELETE')
      order by c.table_name`,
  )
  return tables.map(({ table_name }) => table_name)
}
