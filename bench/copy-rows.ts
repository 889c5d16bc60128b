import type { ClientBase, Pool } from 'pg'

/** The tables that hold the fulfilment of one order, and the column by which its rows are found. */
export const orderTables = {
  product_order: 'id',
  order_step: 'order_id',
  step_attempt: 'order_id',
  timeline_event: 'order_id',
  mail_message: 'order_id',
  inbox: 'crm_order_id',
  inbox_delivery: 'crm_order_id',
} as const
export type OrderTable = keyof typeof orderTables

export interface Column {
  name: string
  isTime: boolean
}

/** The columns that an insert gives; identity columns number themselves. */
export async function columnsOf(database: Pool | ClientBase, table: string): Promise<Column[]> {
  const { rows } = await database.query<{ name: string; is_time: boolean }>(
    `select column_name as name, data_type = 'timestamp with time zone' as is_time
     from information_schema.columns
     where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER'
     order by ordinal_position`,
    [table],
  )
  return rows.map(({ name, is_time }) => ({ name, isTime: is_time }))
}
