import type { Rule } from 'eslint'
import type ts from 'typescript'

export declare const noImportCircle: Rule.RuleModule
export declare function findCircle(program: ts.Program, file: string): string[] | null
