import { expect, test } from 'vitest'
import { readTable } from './read-table'
import { xlsxOf } from './write-xlsx'

const read = (text: string) => readTable({ name: 'table.csv', bytes: new TextEncoder().encode(text) })

test('below cells that were merged over groups of columns, the second row is the header', async () => {
  const table = await read(
    'Candidate,,,,Application,,,\nCandidate Name,Email,Phone,City,Job,Stage,Source,Notes\nAda,ada@example.org,+44 20,Bath,ML Engineer,Offer,Fair,\nBob,bob@example.org,+44 21,Bath,ML Engineer,Offer,Fair,\n',
  )
  expect(table.header).toEqual(['Candidate Name', 'Email', 'Phone', 'City', 'Job', 'Stage', 'Source', 'Notes'])
  expect(table.headerLine).toBe(2)
  expect(table.rows.map(({ cells }) => cells[0])).toEqual(['Ada', 'Bob'])
  expect(table.notes).toContainEqual({
    code: 'HEADER_LINE',
    message: 'Line 2 was taken for the header; what stands above it (“Candidate”) was left out.',
  })
})

test.each([
  ['names of columns left blank', 'Name,,Email,\nAda,x,ada@example.org,y\nBob,x,bob@example.org,y\n'],
  ['words in every row', 'Name,,Job,\nAda,Bath,Offer,Fair\nBob,York,Offer,Post\n'],
  ['numbers in the second row', 'unit,,,\nA,1,2,3\nB,2,3,4\n'],
])('%s: the first row stays the header', async (_, text) => {
  expect((await read(text)).headerLine).toBe(1)
})

test('the same in a workbook', async () => {
  const columns = ['Candidate', '', '', 'Application', '', ''].map((name) => ({ name }))
  const rows = [
    ['Candidate Name', 'Email', 'Phone', 'Job', 'Stage', 'Source'],
    ['Ada', 'ada@example.org', '+44 20', 'ML Engineer', 'Offer', 'Fair'],
  ]
  const table = await readTable({ name: 'table.xlsx', bytes: await xlsxOf([{ name: 'People', columns, rows }]) })
  expect(table.header[0]).toBe('Candidate Name')
  expect(table.rows.map(({ cells }) => cells[1])).toEqual(['ada@example.org'])
})
