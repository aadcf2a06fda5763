import { expect, test, vi } from 'vitest'
import { readTable, xlsxOf } from './index'

const loaded = vi.hoisted(() => new Set<string>())
vi.mock('./spreadsheet/read-spreadsheet', async (original) => {
  loaded.add('read-spreadsheet')
  return await original()
})
vi.mock('yazl', async (original) => {
  loaded.add('yazl')
  return await original()
})

test('reading text loads no library for spreadsheets', async () => {
  await readTable({ name: 'a.csv', bytes: Buffer.from('a,b\n1,2\n') })
  expect([...loaded]).toEqual([])
  const bytes = await xlsxOf([{ name: 'Sheet', columns: [{ name: 'a' }], rows: [[1]] }])
  expect([...loaded]).toEqual(['yazl'])
  expect((await readTable({ name: 'a.xlsx', bytes })).rows).toHaveLength(1)
  expect([...loaded].sort()).toEqual(['read-spreadsheet', 'yazl'])
})
