import { expect, test } from 'vitest'
import { type MixedJob, prepareHiring, solveMixed } from '~/engine'
import { fitInThread } from './fit-pool'

const job = (): MixedJob => {
  const ratings = [1, 2, 3].flatMap((applicationId) =>
    [1, 2, 3].flatMap((interviewerId) =>
      ['k/a', 'k/b'].map((criterion, k) => ({
        applicationId,
        interviewerId,
        scorecardId: applicationId * 10 + interviewerId,
        criterion,
        level: 1 + ((applicationId + interviewerId * k) % 4),
        role: 'k',
        seniority: 's',
        stage: null,
      })),
    ),
  )
  const prepared = prepareHiring({ ratings })
  if (!prepared.ok) throw new Error(prepared.error.message)
  return prepared.value.job
}

test('a thread gives the same answer as the calling thread', async () => {
  const answer = await fitInThread(job())
  expect(answer).toEqual(solveMixed(job()))
})

test('what the thread throws reaches the caller', async () => {
  const empty = job()
  await expect(
    fitInThread({ ...empty, groups: [[{ x: null, effects: [{ term: 9, level: 0, weight: 1 }] }]] }),
  ).rejects.toThrow()
})

test('an aborted fit rejects with the reason', async () => {
  const stop = new AbortController()
  const fit = fitInThread(job(), { signal: stop.signal })
  stop.abort(new Error('no longer wanted'))
  await expect(fit).rejects.toThrow('no longer wanted')
  await expect(fitInThread(job(), { signal: stop.signal })).rejects.toThrow('no longer wanted')
})
