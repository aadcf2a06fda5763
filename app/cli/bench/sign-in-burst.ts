import { setTimeout as wait } from 'node:timers/promises'
import { mustExist } from '~/domain/shared/must-exist'
import { paths } from '~/paths'
import { startBuilt } from './built-server'
import { milliseconds, type Suite } from './figure'
import { postTo, visitFirst } from './first-visit'
import { inFolder } from './in-folder'

const BURST = 250
const PAGES = 40
const PAUSE_MS = 20

/**
 * Sign-ins of strangers all at once, as a page with a script sends them, which the gate refuses beyond what the queue for
 * hashes takes (ADR 017): how long until all are answered, and what a colleague's page takes meanwhile against idle.
 */
export const signInBurst: Suite = {
  name: 'sign-in-burst',
  run: (report) =>
    inFolder(async (folder) => {
      const server = await startBuilt(folder)
      const { origin } = server
      try {
        const cookie = await visitFirst(server)
        const page = () =>
          milliseconds(async () => {
            const answer = await fetch(origin + paths.account(), { headers: { Cookie: cookie } })
            await answer.text()
            if (answer.status !== 200) throw new Error(`${paths.account()} answered ${answer.status}`)
          })
        const idle: number[] = []
        for (let at = 0; at < PAGES; at++) {
          idle.push(await page())
          await wait(PAUSE_MS)
        }
        const attempt = async (at: number) => {
          const answer = await postTo(origin, `${paths.signIn()}.data`, {
            email: `nobody${at}@example.org`,
            password: 'a wrong password',
          })
          await answer.text()
          return answer.status
        }
        let answered = false
        let statuses: number[] = []
        const burst = milliseconds(async () => {
          statuses = await Promise.all(Array.from({ length: BURST }, (_, at) => attempt(at)))
        }).finally(() => (answered = true))
        const beside: number[] = []
        do beside.push(await page())
        while (!answered)
        const name = `burst of ${BURST} sign-ins sent as data`
        report({ name, value: await burst, unit: 'ms', baseline: null })
        const refused = statuses.filter((status) => status === 503).length
        report({ name: `${name}, refused at the gate`, value: refused, unit: 'requests', baseline: BURST })
        const [longest, idleLongest] = [Math.max(...beside), mustExist(idle.sort((a, b) => a - b).at(-1), 'idle time')]
        report({ name: `page beside a ${name}, longest`, value: longest, unit: 'ms', baseline: idleLongest })
      } finally {
        await server.stop()
      }
    }),
}
