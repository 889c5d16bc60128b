import { expect, test } from 'vitest'
import { readIccidList } from './iccid-list.ts'

const first = '8944500102198304826'
const second = '8991101200003204514'

test('one number on each line, with padding, remarks and repeats', () => {
  const text = `\uFEFF# bought in March\r\n${first}F\r\n\r\n${second}\r\n${first}\r\n`
  expect(readIccidList(text)).toEqual({ iccids: [first, second], badLines: [] })
})

test('a column of a CSV file, wherever it stands', () => {
  const text = `"EID";"ICCID"\n1;"${first}"\n2;${second}\n`
  expect(readIccidList(text)).toEqual({ iccids: [first, second], badLines: [] })
})

test('a mistyped digit is noticed, and its line is told by number only', () => {
  const mistyped = first.replace('8304', '8314')
  expect(readIccidList(`${second}\n${mistyped}\n`)).toEqual({ iccids: [second], badLines: [2] })
})
