// Types and lint over one set of TypeScript programs: `tsc -b` and `eslint .` each made their own, and the second worked
// out anew the types that the first had. `npm run typecheck` and `npm run lint` do the same one by one, for editing.
import { ESLint } from 'eslint'
import ts from 'typescript'

/** What each failure adds to the exit code, so that the caller can tell which it was. 1 is Node's own, after a throw. */
const TYPES = 2
const LINT = 4

/** Builds every project as `tsc -b --force` does; gives its programs, and what is wrong. */
function checkTypes() {
  const programs = []
  const diagnostics = []
  const host = ts.createSolutionBuilderHost(ts.sys, undefined, (diagnostic) => diagnostics.push(diagnostic))
  // The builder lets a program go once it is done with it.
  host.afterProgramEmitAndDiagnostics = (builder) => programs.push(builder.getProgram())
  const status = ts.createSolutionBuilder(host, ['.'], { force: true }).build()
  const formatting = {
    getCurrentDirectory: () => process.cwd(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  }
  return {
    programs,
    wrong: status === ts.ExitStatus.Success ? '' : ts.formatDiagnostics(diagnostics, formatting) || 'The build failed.',
  }
}

/** Lints as `eslint .` does, with the types of these programs. */
async function lint(programs) {
  const eslint = new ESLint({
    overrideConfig: {
      files: ['**/*.{ts,tsx}'],
      languageOptions: { parserOptions: { projectService: false, programs } },
    },
  })
  const results = await eslint.lintFiles(['.'])
  return results.some(({ errorCount }) => errorCount > 0)
    ? await (await eslint.loadFormatter('stylish')).format(results)
    : ''
}

const { programs, wrong } = checkTypes()
// A project that could not be built has no program to lint with: the lint is judged once the types are right.
const complaints = wrong ? 'Lint waits until the types are right.' : await lint(programs)
process.stdout.write(`${wrong}${complaints}\n`)
process.exitCode = wrong ? TYPES | LINT : complaints ? LINT : 0
