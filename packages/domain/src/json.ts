/** Values that survive a trip through PostgreSQL jsonb and the wire unchanged. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
