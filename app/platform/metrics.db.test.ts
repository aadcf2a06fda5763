import { register } from 'prom-client'
import { expect, test } from 'vitest'
import { makeOrganisation, makeUser } from '~/demo/factories'
import { readDashboard } from '~/services/dashboard/read-dashboard.server'
import { db } from './db.server'
import './metrics.server'

const brokenChains = async () => Number(/^assay_audit_chains_broken (\S+)$/m.exec(await register.metrics())?.[1])

test('a broken audit chain is counted in the metrics and stands on its administrators’ dashboard', async () => {
  const organisationId = await makeOrganisation()
  const administrator = await makeUser(organisationId, { roles: ['administrator'] })
  const onDashboard = async () => (await readDashboard(administrator, null)).administrator!.chainBroken
  const before = await brokenChains()
  expect(before).toBeGreaterThanOrEqual(0)
  expect(await onDashboard()).toBe(false)
  const found = { organisationId, number: 2, hash: 'hash', at: new Date() }
  await db().auditVerification.create({ data: found })
  expect([await brokenChains(), await onDashboard()]).toEqual([before, false])
  await db().auditVerification.update({
    where: { organisationId },
    data: { brokenNumber: 3, brokenAt: new Date() },
  })
  expect([await brokenChains(), await onDashboard()]).toEqual([before + 1, true])
})
