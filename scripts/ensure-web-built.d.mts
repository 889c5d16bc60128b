export function ensureWebBuilt(node: string, say?: (text: string) => void): Promise<boolean>
