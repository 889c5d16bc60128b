export interface EngineConfig {
  storeFolder: string
  /** For what the engine does not keep in memory; otherwise it would litter the machine's own. */
  tmpFolder: string
  privateKeyFile: string
  ports: { ingress: number; admin: number; node: number }
}

/**
 * Restate's settings for one small machine. Measured idle: about 160 MB resident, against 270 MB with its defaults
 * (24 partitions, 2 GiB for RocksDB). The number of partitions holds for the life of a store.
 */
export function engineToml({ storeFolder, tmpFolder, privateKeyFile, ports }: EngineConfig): string {
  const listen = (port: number) =>
    `bind-address = "127.0.0.1:${port}"\nadvertised-address = "http://127.0.0.1:${port}/"`
  return `# Written by Turnup at every start.
cluster-name = "turnup"
node-name = "turnup"
base-dir = ${JSON.stringify(storeFolder)}
disable-telemetry = true
listen-mode = "tcp"
${listen(ports.node)}
default-num-partitions = 8
rocksdb-total-memory-size = "256 MiB"
shutdown-timeout = "10s"
log-format = "compact"
log-disable-ansi-codes = true
# octocrab asks GitHub for the newest version and complains when it cannot.
log-filter = "warn,octocrab=off"

[ingress]
${listen(ports.ingress)}

[admin]
${listen(ports.admin)}
disable-web-ui = true

[admin.query-engine]
memory-size = "64 MiB"

[worker.invoker]
tmp-dir = ${JSON.stringify(tmpFolder)}
memory-limit = "256 MiB"
request-identity-private-key-pem-file = ${JSON.stringify(privateKeyFile)}

[bifrost]
record-cache-memory-size = "32 MiB"
`
}
