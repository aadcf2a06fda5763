// Runs on one database: what the page says of a run.
import { expect, test, vi } from 'vitest'
import { calibrate, judgedApplication, staffedJob } from '../../../test/setup/panel'
import { calibrationHealth } from './calibration-health.server'

// Makes an organisation and takes it through several steps.
vi.setConfig({ testTimeout: 90_000 })

test('the calibration page says what the prior decides, as long as the ratings cannot', async () => {
  const { organisationId, recruiter, job, anna, ben } = await staffedJob()
  const said = async () => {
    await calibrate(organisationId)
    const { run } = await calibrationHealth(recruiter)
    return run!.warnings
  }
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 3, 'right-sizing': 2 } }])
  await judgedApplication(recruiter, job, [{ by: anna, levels: { diagnosis: 2, 'right-sizing': 2 } }])
  const first = await said()
  expect(first.map(({ code }) => code)).toEqual(['HALO_IN_CANDIDATE', 'ONE_INTERVIEWER'])
  expect(first[0]!.message).toMatch(/^Every application has one scorecard.*The prior decides/)
  await judgedApplication(recruiter, job, [
    { by: anna, levels: { diagnosis: 3, 'right-sizing': 4 } },
    { by: ben, levels: { diagnosis: 4, 'right-sizing': 4 } },
  ])
  expect(await said()).toEqual([])
})
