const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const suffixAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'

/** The three characters that make the 15-character, case-sensitive form safe where case is lost. */
function suffixOf(id15: string): string {
  return [0, 5, 10]
    .map((start) => {
      let bits = 0
      for (let index = 0; index < 5; index += 1) {
        const character = id15[start + index]!
        if (character >= 'A' && character <= 'Z') bits |= 1 << index
      }
      return suffixAlphabet[bits]
    })
    .join('')
}

/** The nth id of an object, as an org on one pod gives them out: key prefix, pod, counter in base 62, suffix. */
export function recordId(keyPrefix: string, number: number): string {
  let counter = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) counter = alphabet[rest % 62] + counter
  const id15 = `${keyPrefix}gK0${counter.padStart(9, '0')}`
  return id15 + suffixOf(id15)
}

/** The 18-character form, or undefined when the text is no id. A wrong suffix makes it no id either. */
export function fullId(text: string): string | undefined {
  if (!/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(text)) return undefined
  const full = text.slice(0, 15) + suffixOf(text.slice(0, 15))
  return text.length === 15 || text.slice(15).toUpperCase() === full.slice(15) ? full : undefined
}
