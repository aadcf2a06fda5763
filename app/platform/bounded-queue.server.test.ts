import { expect, test } from 'vitest'
import { QueueFull, boundedQueue, type Caller } from './bounded-queue.server'

const stranger = (from: string): Caller => ({ known: false, from })
const friend = (from: string): Caller => ({ known: true, from })

/** Work that ends when it is told to, in the order in which it began. */
function workshop() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name)
      ends.push(resolve)
    })
  const endNext = async () => {
    ends.shift()?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { begun, work, endNext }
}

test('as many run as may, the rest wait, those who are known first', async () => {
  const { begun, work, endNext } = workshop()
  const inTurn = boundedQueue({ atOnce: 2, waiting: 5, waitingFromOne: 5 })
  for (const name of ['a', 'b', 'c', 'd']) void inTurn(stranger(name), work(name))
  void inTurn(friend('e'), work('e'))
  expect(begun).toEqual(['a', 'b'])
  await endNext()
  expect(begun).toEqual(['a', 'b', 'e'])
  for (let at = 0; at < 4; at++) await endNext()
  expect(begun).toEqual(['a', 'b', 'e', 'c', 'd'])
})

test('a flood of strangers is refused beyond the limit, keeps no known person out and leaves room for other places', async () => {
  const { begun, work, endNext } = workshop()
  const inTurn = boundedQueue({ atOnce: 1, waiting: 6, waitingFromOne: 4 })
  const flood = (from: string, times: number) =>
    Array.from({ length: times }, () => inTurn(stranger(from), work(from)).catch((error: unknown) => error))
  const all = [...flood('one', 50), ...flood('two', 50)]
  void inTurn(friend('owner'), work('owner'))
  await endNext()
  expect(begun).toEqual(['one', 'owner'])
  for (let at = 0; at < 20; at++) await endNext()
  expect(begun).toEqual(['one', 'owner', 'one', 'one', 'one', 'one', 'two', 'two'])
  const refused = (await Promise.all(all)).filter((result) => result instanceof QueueFull)
  expect(refused).toHaveLength(93)
})

test('known people who never end do not keep a stranger waiting for ever', async () => {
  const { begun, work, endNext } = workshop()
  const inTurn = boundedQueue({ atOnce: 1, waiting: 40, waitingFromOne: 20 })
  const again = (): Promise<void> => inTurn(friend('insider'), work('insider')).then(again)
  for (let at = 0; at < 15; at++) void again()
  void inTurn(stranger('new device'), work('new device'))
  for (let at = 0; at < 4; at++) await endNext()
  expect(begun).toEqual(['insider', 'insider', 'insider', 'insider', 'new device'])
})

test('one account, from however many places, leaves room for the others', async () => {
  const { work } = workshop()
  const inTurn = boundedQueue({ atOnce: 2, waiting: 40, waitingFromOne: 20, waitingForOneAccount: 3 })
  const enter = (caller: Caller) =>
    Promise.race([
      inTurn(caller, work('')).catch((error: unknown) => error),
      new Promise((resolve) => setImmediate(resolve, 'waits')),
    ])
  const flood = Array.from({ length: 60 }, (_, at) => enter({ ...stranger(`10.0.${at % 4}.1`), account: 'insider' }))
  const refused = (await Promise.all(flood)).filter((result) => result instanceof QueueFull)
  expect(refused).toHaveLength(55)
  expect(await enter({ ...stranger('10.0.0.1'), account: 'colleague' })).toBe('waits')
  expect(await enter({ ...friend('device'), account: 'insider' })).toBe('waits')
})

test('a command has no limit, and work that fails gives its turn on', async () => {
  const inTurn = boundedQueue({ atOnce: 1, waiting: 1, waitingFromOne: 1 })
  const results = await Promise.allSettled(
    Array.from({ length: 9 }, (_, at) =>
      inTurn(null, () => (at === 0 ? Promise.reject(new Error('no')) : Promise.resolve(at))),
    ),
  )
  expect(results.map(({ status }) => status)).toEqual(['rejected', ...Array<string>(8).fill('fulfilled')])
})
