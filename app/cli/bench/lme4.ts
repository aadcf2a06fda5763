import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether R with lme4 is here to be compared with. */
export async function hasLme4(): Promise<boolean> {
  try {
    await run('Rscript', ['-e', 'suppressMessages(library(lme4))'])
    return true
  } catch {
    return false
  }
}

/** Seconds that lme4 takes to read a file and fit a formula by REML, and the variances it finds. */
export async function fitWithLme4(file: string, formula: string): Promise<{ seconds: number; variances: number[] }> {
  const script = `suppressMessages(library(lme4)); f <- commandArgs(TRUE)
t <- system.time({ d <- read.csv(f[1]); for (n in setdiff(names(d), c("y", "score"))) d[[n]] <- factor(d[[n]])
m <- lmer(as.formula(f[2]), d) })[["elapsed"]]
cat(t, as.data.frame(VarCorr(m))$vcov)`
  const { stdout } = await run('Rscript', ['-e', script, file, formula], { maxBuffer: 1 << 24 })
  const [seconds = Number.NaN, ...variances] = stdout.trim().split(/\s+/).map(Number)
  return { seconds, variances }
}
